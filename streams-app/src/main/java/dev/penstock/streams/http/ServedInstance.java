// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.http.health.RestoreProgress;
import dev.penstock.streams.state.LiveStreams;
import dev.penstock.streams.state.RocksDbMemory;
import dev.penstock.streams.state.StoreUpdates;
import dev.penstock.streams.topics.PipelineTopic;
import dev.penstock.streams.topics.PipelineTopics;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.TopologyDescription;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

/**
 * An instance of an application, as far as it can be asked about.
 *
 * @param memory that its stores share
 * @param stateFolder where they are
 * @param threads how many stream threads it should have
 * @param session how long its group waits for it before it gives its partitions away
 * @param maxPollInterval how long a stream thread may take to come round
 */
public record ServedInstance(
        String applicationId,
        Pipeline pipeline,
        TopologyDescription topology,
        LiveStreams streams,
        RestoreProgress restoring,
        StoreUpdates updates,
        MeterRegistry registry,
        RocksDbMemory memory,
        Path stateFolder,
        int threads,
        Duration session,
        Duration maxPollInterval) {

    /** The topics that it reads, repartition topics by the names that they have in Kafka. */
    SortedSet<String> inputTopics() {
        Set<String> sources = pipeline.sources().stream().map(Source::topic).collect(toSet());
        return topology.subtopologies().stream()
                .flatMap(subtopology -> subtopology.nodes().stream())
                .filter(TopologyDescription.Source.class::isInstance)
                .map(TopologyDescription.Source.class::cast)
                .flatMap(node -> node.topicSet().stream())
                .map(topic -> sources.contains(topic) ? topic : applicationId + "-" + topic)
                .collect(toCollection(TreeSet::new));
    }

    /**
     * All topics that it has to do with. Changelogs are named as Kafka Streams names them; not every store has one, so
     * some of those may not exist.
     */
    SortedSet<String> topics() {
        SortedSet<String> topics = inputTopics();
        PipelineTopics.of(pipeline).stream().map(PipelineTopic::name).forEach(topics::add);
        topology.subtopologies().stream()
                .flatMap(subtopology -> subtopology.nodes().stream())
                .filter(TopologyDescription.Processor.class::isInstance)
                .map(TopologyDescription.Processor.class::cast)
                .flatMap(node -> node.stores().stream())
                .map(store -> applicationId + "-" + store + "-changelog")
                .forEach(topics::add);
        return topics;
    }
}
