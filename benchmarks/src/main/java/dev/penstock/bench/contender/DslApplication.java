// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** An application written by hand. */
final class DslApplication implements Application {

    private static final Duration STOP_WITHIN = Duration.ofMinutes(3);

    private final KafkaStreams streams;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private DslApplication(Topology topology, Map<String, String> settings) {
        streams = new KafkaStreams(topology, new StreamsConfig(settings));
        streams.setUncaughtExceptionHandler(thrown -> {
            failure.compareAndSet(null, thrown);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    }

    static Application start(Topology topology, Map<String, String> settings) {
        var application = new DslApplication(topology, settings);
        application.streams.start();
        return application;
    }

    @Override
    public void requireAlive() {
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("the application failed", thrown);
        }
    }

    @Override
    public void close() {
        if (!streams.close(STOP_WITHIN)) {
            throw new IllegalStateException("not stopped within " + STOP_WITHIN.toSeconds() + " s");
        }
    }
}
