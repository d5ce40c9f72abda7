// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static java.util.stream.Collectors.toCollection;

/**
 * What runs into what in a topology: topics, the steps between them, and the stores that steps have. The nodes that
 * only stand for a topic are left out. Everything is sorted, so that the same topology is always the same graph.
 */
public final class TopologyGraph {

    /** In place of the number of a sub-topology, of steps that stand for some in several. */
    private static final int WHOLE = -1;

    private final SortedSet<Edge> edges;

    /** A part of a topology. */
    sealed interface Part {
        String name();
    }

    public record Topic(String name) implements Part {}

    /** @param subtopology the number of the part of the topology that its tasks run as a whole */
    record Step(String name, int subtopology) implements Part {}

    public record Store(String name) implements Part {}

    /** What leaves {@code from} gets to {@code to}; of a step and a store: the step uses it. */
    record Edge(Part from, Part to) implements Comparable<Edge> {

        private static final Comparator<Part> BY_NAME = Comparator.comparing(Part::name)
                .thenComparing(part -> part.getClass().getName());
        private static final Comparator<Edge> ORDER =
                Comparator.comparing(Edge::from, BY_NAME).thenComparing(Edge::to, BY_NAME);

        @Override
        public int compareTo(Edge other) {
            return ORDER.compare(this, other);
        }
    }

    private TopologyGraph(SortedSet<Edge> edges) {
        this.edges = edges;
    }

    public static TopologyGraph of(TopologyDescription topology) {
        var graph = new TopologyGraph(new TreeSet<>());
        for (Subtopology subtopology : topology.subtopologies()) {
            subtopology.nodes().forEach(node -> graph.add(node, subtopology.id()));
        }
        topology.globalStores().forEach(store -> {
            graph.add(store.source(), store.id());
            graph.add(store.processor(), store.id());
        });
        return graph;
    }

    private void add(Node node, int subtopology) {
        for (Node next : node.successors()) {
            heads(node, subtopology)
                    .forEach(from -> heads(next, subtopology).forEach(to -> edges.add(new Edge(from, to))));
        }
        if (node instanceof Processor processor) {
            var step = new Step(node.name(), subtopology);
            processor.stores().forEach(store -> edges.add(new Edge(step, new Store(store))));
        }
    }

    /** What stands for a node: the topics that it reads, the one that it writes, or a step. */
    private static Stream<Part> heads(Node node, int subtopology) {
        if (node instanceof Source source) {
            return source.topicSet() == null
                    ? Stream.of(new Topic(source.topicPattern().pattern()))
                    : source.topicSet().stream().map(Topic::new);
        }
        if (node instanceof Sink sink) {
            return Stream.of(new Topic(sink.topic() == null ? "chosen by " + sink.name() : sink.topic()));
        }
        return Stream.of(new Step(node.name(), subtopology));
    }

    /** In the order of names. */
    SortedSet<Edge> edges() {
        return edges;
    }

    /** All parts of a kind, in the order of names. */
    public <P extends Part> SortedSet<P> parts(Class<P> kind) {
        return edges.stream()
                .flatMap(edge -> Stream.of(edge.from(), edge.to()))
                .filter(kind::isInstance)
                .map(kind::cast)
                .collect(toCollection(() -> new TreeSet<>(Comparator.comparing(Part::name))));
    }

    /** What has to do with how records get to these topics. */
    public TopologyGraph leadingTo(Set<String> topics) {
        var found = new TreeSet<>(Edge.BY_NAME);
        var next = new ArrayDeque<Part>();
        topics.forEach(topic -> next.add(new Topic(topic)));
        while (!next.isEmpty()) {
            Part part = next.remove();
            if (found.add(part)) {
                edges.stream().filter(edge -> edge.to().equals(part)).forEach(edge -> next.add(edge.from()));
            }
        }
        return only(edge -> found.contains(edge.from()) && (found.contains(edge.to()) || edge.to() instanceof Store));
    }

    /**
     * The same with one step for each of these names, in place of all steps that are called by it, as {@code
     * clicks.count} is by {@code clicks}.
     */
    public TopologyGraph inShort(Collection<String> names) {
        return new TopologyGraph(edges.stream()
                .map(edge -> new Edge(inShort(edge.from(), names), inShort(edge.to(), names)))
                .filter(edge -> !edge.from().equals(edge.to()))
                .collect(toCollection(TreeSet::new)));
    }

    private static Part inShort(Part part, Collection<String> names) {
        return part instanceof Step step
                ? names.stream()
                        .filter(name -> step.name().matches(Pattern.quote(name) + "([.-].*)?"))
                        .max(Comparator.comparing(String::length))
                        .<Part>map(name -> new Step(name, WHOLE))
                        .orElse(step)
                : part;
    }

    private TopologyGraph only(Predicate<Edge> wanted) {
        return new TopologyGraph(edges.stream().filter(wanted).collect(toCollection(TreeSet::new)));
    }
}
