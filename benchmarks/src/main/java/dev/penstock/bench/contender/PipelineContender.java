// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.cli.support.TextFile;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.streams.topics.PipelineTopic;
import dev.penstock.streams.topics.PipelineTopic.Role;
import dev.penstock.streams.topics.PipelineTopics;
import org.apache.kafka.clients.admin.NewTopic;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

/**
 * Penstock with a pipeline file.
 *
 * @param engine as the file calls it
 * @param outputs groups and streams of the default pipeline that it computes
 */
public record PipelineContender(String name, String engine, Set<String> outputs, int threads, double expectedMicros)
        implements Contender {

    public static final String USER_ACTIVITY = "user_activity";
    public static final String PROCESSED_LOGINS = "processed_logins";

    private static final short ONE_REPLICA = 1;

    @Override
    public Set<String> sources() {
        return read("").sources().stream().map(Source::topic).collect(toSet());
    }

    @Override
    public String pipeline(String applicationId) {
        return BenchPipeline.yaml(engine, outputs, applicationId + "-");
    }

    @Override
    public List<NewTopic> topics(String applicationId, int partitions) {
        return PipelineTopics.of(read(applicationId)).stream()
                .filter(topic -> topic.role() != Role.SOURCE && topic.role() != Role.DEAD_LETTERS)
                .map(topic -> newTopic(topic, partitions))
                .toList();
    }

    private static NewTopic newTopic(PipelineTopic topic, int partitions) {
        return new NewTopic(topic.name(), partitions, ONE_REPLICA).configs(topic.configs());
    }

    @Override
    public Map<String, String> rowTopics(String applicationId) {
        return read(applicationId).features().stream().collect(toMap(FeatureGroup::name, FeatureGroup::to));
    }

    @Override
    public Map<String, String> loginTopics(String applicationId) {
        return read(applicationId).streams().stream()
                .filter(stream -> stream.name().equals(PROCESSED_LOGINS))
                .collect(toMap(EventStream::name, EventStream::to));
    }

    @Override
    public RunningContender start(Job job) {
        var file = Path.of(job.pipelineFile());
        var pipeline = PipelineReader.read(file.toString(), TextFile.read(file, "pipeline file"));
        return new RunningPenstock(pipeline, StreamsProperties.ofPenstock(job, threads), job);
    }

    /** @throws dev.penstock.event.pipeline.mistake.InvalidPipelineException if Penstock refuses the file */
    private Pipeline read(String applicationId) {
        return PipelineReader.read(name + ".yaml", pipeline(applicationId));
    }
}
