// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.http.health.InputLags;
import dev.penstock.streams.http.health.RestoreProgress;
import dev.penstock.streams.state.LiveStreams;
import dev.penstock.streams.state.RocksDbMemory;
import dev.penstock.streams.state.StoreUpdates;
import dev.penstock.streams.topics.PipelineTopics;
import dev.penstock.streams.topics.WatchedTopic;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.TopologyDescription;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

/**
 * An instance of an application, as far as it can be asked about.
 *
 * @param lags of its input
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
        InputLags lags,
        RocksDbMemory memory,
        Path stateFolder,
        int threads,
        Duration session,
        Duration maxPollInterval) {

    /** The topics that it reads, repartition topics by the names that they have in Kafka. */
    public SortedSet<String> inputTopics() {
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
     * All topics that it has to do with, by name. Changelogs are named as Kafka Streams names them; not every store has
     * one, so some of those may not exist.
     */
    public Collection<WatchedTopic> topics() {
        SortedMap<String, WatchedTopic> topics = new TreeMap<>();
        inputTopics().forEach(name -> topics.put(name, new WatchedTopic(name, WatchedTopic.REPARTITION, true)));
        topology.subtopologies().stream()
                .flatMap(subtopology -> subtopology.nodes().stream())
                .filter(TopologyDescription.Processor.class::isInstance)
                .map(TopologyDescription.Processor.class::cast)
                .flatMap(node -> node.stores().stream())
                .map(store -> applicationId + "-" + store + "-changelog")
                .forEach(name -> topics.put(name, new WatchedTopic(name, WatchedTopic.CHANGELOG, true)));
        PipelineTopics.of(pipeline)
                .forEach(topic -> topics.put(
                        topic.name(),
                        new WatchedTopic(topic.name(), topic.role().code(), false)));
        return topics.values();
    }
}
