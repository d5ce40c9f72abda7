// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.streams.topology.TopologyGraph.Edge;
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
import java.util.SortedMap;
import java.util.TreeMap;

/** Draws topologies as Mermaid flowcharts. */
public final class Mermaid {

    private final TopologyGraph graph;
    private final Map<Part, String> ids = new HashMap<>();
    private final List<String> lines = new ArrayList<>();

    private Mermaid(TopologyGraph graph) {
        this.graph = graph;
    }

    /** All of a topology: topics, steps in a box for each sub-topology, and stores. Ends with a line break. */
    public static String flowchart(TopologyDescription topology) {
        return flowchart(TopologyGraph.of(topology));
    }

    /** One step for each of these names, without the boxes. Ends with a line break. */
    public static String shortFlowchart(TopologyDescription topology, Collection<String> names) {
        return plainFlowchart(TopologyGraph.of(topology).inShort(names));
    }

    public static String flowchart(TopologyGraph graph) {
        var mermaid = new Mermaid(graph);
        mermaid.draw(true);
        return mermaid.text();
    }

    /** Without the boxes. */
    public static String plainFlowchart(TopologyGraph graph) {
        var mermaid = new Mermaid(graph);
        mermaid.draw(false);
        return mermaid.text();
    }

    private void draw(boolean boxes) {
        lines.add("flowchart TB");
        for (Topic topic : graph.parts(Topic.class)) {
            lines.add("  " + id("topic", topic) + "([" + label(topic.name()) + "])");
        }
        for (Store store : graph.parts(Store.class)) {
            lines.add("  " + id("store", store) + "[(" + label(store.name()) + ")]");
        }
        SortedMap<Integer, List<String>> steps = new TreeMap<>();
        for (Step step : graph.parts(Step.class)) {
            steps.computeIfAbsent(step.subtopology(), subtopology -> new ArrayList<>())
                    .add(id("step", step) + "[" + label(step.name()) + "]");
        }
        steps.forEach((subtopology, some) -> {
            if (boxes) {
                lines.add("  subgraph sub" + subtopology + " [" + label("Sub-topology: " + subtopology) + "]");
            }
            some.forEach(step -> lines.add((boxes ? "    " : "  ") + step));
            if (boxes) {
                lines.add("  end");
            }
        });
        for (Edge edge : graph.edges()) {
            String line = edge.to() instanceof Store ? " --- " : " --> ";
            lines.add("  " + ids.get(edge.from()) + line + ids.get(edge.to()));
        }
    }

    private String id(String kind, Part part) {
        return ids.computeIfAbsent(part, unknown -> kind + (ids.size() + 1));
    }

    private static String label(String text) {
        return '"' + text.replace("\"", "#quot;") + '"';
    }

    private String text() {
        return String.join("\n", lines) + "\n";
    }
}
