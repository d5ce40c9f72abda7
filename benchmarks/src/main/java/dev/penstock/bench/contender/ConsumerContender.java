// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.producer.Generator;
import org.apache.kafka.clients.admin.NewTopic;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** A bare consumer of the app events. */
public record ConsumerContender(String name, int threads, Decoding decoding, double expectedMicros)
        implements Contender {

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
        return List.of();
    }

    @Override
    public Map<String, String> rowTopics(String applicationId) {
        return Map.of();
    }

    @Override
    public RunningContender start(Job job) {
        String yaml = BenchPipeline.yaml("per-event", Set.of(PipelineContender.USER_ACTIVITY), "");
        var pipeline = PipelineReader.read(name, yaml);
        return RunningConsumer.start(job, threads, counter -> decoding.into(counter, pipeline));
    }
}
