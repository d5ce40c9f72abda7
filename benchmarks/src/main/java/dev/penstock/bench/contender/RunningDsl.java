// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

import java.time.Duration;
import java.util.Map;

/** An application written by hand. */
final class RunningDsl extends RunningStreams {

    private final KafkaStreams streams;

    /** Starts it. */
    RunningDsl(Topology topology, Map<String, String> settings, Job job) {
        super(job);
        streams = new KafkaStreams(topology, new StreamsConfig(settings));
        streams.setUncaughtExceptionHandler(thrown -> {
            failed(thrown);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.start();
    }

    @Override
    boolean stop(Duration within) {
        return streams.close(within);
    }
}
