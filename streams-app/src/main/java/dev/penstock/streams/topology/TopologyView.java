// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.penstock.streams.topology.TopologyGraph.Part;
import dev.penstock.streams.topology.TopologyGraph.Step;
import dev.penstock.streams.topology.TopologyGraph.Store;
import dev.penstock.streams.topology.TopologyGraph.Topic;
import org.apache.kafka.streams.TopologyDescription;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static java.util.stream.Collectors.joining;

/** A topology for programs that draw it. The same topology is always the same view. */
public record TopologyView(List<Node> nodes, List<Link> edges) {

    /** A topic, a step or a store. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Node(
            String id,
            @JsonPropertyDescription("topic, step or store") String kind,
            String name,

            @JsonPropertyDescription("Of a step: the part of the topology whose tasks run it")
            Integer subtopology) {}

    /** What leaves {@code from} gets to {@code to}; of a step and a store: the step uses it. */
    public record Link(String from, String to) {}

    /** All of a topology. */
    public static TopologyView of(TopologyDescription topology) {
        return of(TopologyGraph.of(topology));
    }

    /** With one step for each of these names. */
    public static TopologyView inShort(TopologyDescription topology, Collection<String> names) {
        return of(TopologyGraph.of(topology).inShort(names));
    }

    /** For people: a line for each of the edges, {@code app-events -> app_events}. */
    public String text() {
        Map<String, String> nameById = new HashMap<>();
        nodes.forEach(node -> nameById.put(node.id(), node.name()));
        return edges.stream()
                .map(edge -> nameById.get(edge.from()) + " -> " + nameById.get(edge.to()) + "\n")
                .collect(joining());
    }

    private static TopologyView of(TopologyGraph graph) {
        List<Node> nodes = new ArrayList<>();
        Map<Part, String> ids = new HashMap<>();
        List.of(Topic.class, Step.class, Store.class)
                .forEach(kind -> graph.parts(kind).forEach(part -> {
                    String id = "n" + (nodes.size() + 1);
                    ids.put(part, id);
                    nodes.add(node(id, part));
                }));
        List<Link> links = graph.edges().stream()
                .map(edge -> new Link(ids.get(edge.from()), ids.get(edge.to())))
                .toList();
        return new TopologyView(nodes, links);
    }

    private static Node node(String id, Part part) {
        if (part instanceof Step step) {
            return new Node(id, "step", step.name(), step.subtopology() < 0 ? null : step.subtopology());
        }
        return new Node(id, part instanceof Topic ? "topic" : "store", part.name(), null);
    }
}
