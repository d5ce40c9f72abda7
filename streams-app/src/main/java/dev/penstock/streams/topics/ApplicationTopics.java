// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topics;

import dev.penstock.event.pipeline.Pipeline;
import org.apache.kafka.streams.TopologyDescription;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All topics that an application has to do with: those of its pipeline and those that Kafka Streams makes for it. */
public final class ApplicationTopics {

    private ApplicationTopics() {}

    /**
     * By the names that they have in Kafka. Not every store has a changelog, so some of those may not exist.
     *
     * @param applicationId the beginning of the names of internal topics
     */
    public static List<WatchedTopic> of(Pipeline pipeline, TopologyDescription topology, String applicationId) {
        Map<String, WatchedTopic> topics = new LinkedHashMap<>();
        PipelineTopics.of(pipeline)
                .forEach(topic -> add(topics, topic.name(), topic.role().code(), false));
        nodes(topology, TopologyDescription.Source.class)
                .flatMap(node -> node.topicSet().stream())
                .filter(topic -> !topics.containsKey(topic))
                .toList()
                .forEach(topic -> add(topics, applicationId + "-" + topic, WatchedTopic.REPARTITION, true));
        nodes(topology, TopologyDescription.Processor.class)
                .flatMap(node -> node.stores().stream())
                .forEach(
                        store -> add(topics, applicationId + "-" + store + "-changelog", WatchedTopic.CHANGELOG, true));
        return List.copyOf(topics.values());
    }

    private static void add(Map<String, WatchedTopic> topics, String name, String role, boolean internal) {
        topics.putIfAbsent(name, new WatchedTopic(name, role, internal));
    }

    private static <N extends TopologyDescription.Node> Stream<N> nodes(TopologyDescription topology, Class<N> kind) {
        return topology.subtopologies().stream()
                .map(TopologyDescription.Subtopology::nodes)
                .flatMap(Collection::stream)
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
