// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.bench.contender.dsl.BinaryDsl;
import dev.penstock.bench.contender.dsl.JsonDsl;
import dev.penstock.producer.Generator;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.streams.StreamsBuilder;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * User activity written by hand with the Kafka Streams DSL.
 *
 * @param cacheBytes of the record cache; 0 for none
 */
record DslContender(String name, Code code, int threads, long cacheBytes, double expectedMicros) implements Contender {

    private static final short ONE_REPLICA = 1;

    /** Who adds the application to a builder. */
    enum Code {
        JSON {
            @Override
            void addTo(StreamsBuilder builder, String from, String to) {
                JsonDsl.addTo(builder, from, to);
            }
        },
        BINARY {
            @Override
            void addTo(StreamsBuilder builder, String from, String to) {
                BinaryDsl.addTo(builder, from, to);
            }
        };

        abstract void addTo(StreamsBuilder builder, String from, String to);
    }

    @Override
    public Set<String> sources() {
        return Set.of(Generator.APP_TOPIC);
    }

    @Override
    public String pipeline(String applicationId) {
        return "";
    }

    @Override
    public List<NewTopic> topics(String applicationId, int partitions) {
        return List.of(new NewTopic(topic(applicationId), partitions, ONE_REPLICA));
    }

    @Override
    public Map<String, String> rowTopics(String applicationId) {
        return Map.of(PipelineContender.USER_ACTIVITY, topic(applicationId));
    }

    @Override
    public RunningContender start(Job job) {
        var builder = new StreamsBuilder();
        code.addTo(builder, Generator.APP_TOPIC, topic(job.applicationId()));
        Map<String, String> settings = StreamsProperties.ofDsl(job, threads, cacheBytes);
        return new RunningStreams(DslApplication.start(builder.build(), settings), job);
    }

    private static String topic(String applicationId) {
        return applicationId + "-features-user-activity";
    }
}
