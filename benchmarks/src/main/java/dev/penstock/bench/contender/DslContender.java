// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.producer.generator.Generator;
import org.apache.kafka.streams.StreamsBuilder;

import java.util.Map;

/**
 * User activity written by hand with the Kafka Streams DSL.
 *
 * @param cacheBytes of the record cache; 0 for none
 */
record DslContender(String name, Code code, int threads, long cacheBytes, double expectedMicros)
        implements HandWritten {

    /** Adds the application to a builder. */
    @FunctionalInterface
    interface Code {
        /** @param to topic of the rows */
        void addTo(StreamsBuilder builder, String from, String to);
    }

    @Override
    public RunningContender start(Job job) {
        var builder = new StreamsBuilder();
        code.addTo(builder, Generator.APP_TOPIC, topic(job.applicationId()));
        Map<String, String> settings = StreamsProperties.ofDsl(job, threads, cacheBytes);
        return new RunningDsl(builder.build(), settings, job);
    }
}
