// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.event.FieldPath;

import java.util.List;
import java.util.Optional;

/**
 * A pipeline file, read and found right: every name that it mentions is there, no stream feeds itself, no two
 * outputs share a topic. Immutable.
 *
 * @param name of the application that runs it, where the file gives one; otherwise empty
 * @param engine how feature groups are computed
 * @param sources in the order of the file; at least one
 * @param streams in the order of the file; may be empty
 * @param features in the order of the file; may be empty, but not together with {@code streams}
 * @param stores in the order of the file; may be empty
 */
public record Pipeline(
        String name,
        Engine engine,
        List<Source> sources,
        List<EventStream> streams,
        List<FeatureGroup> features,
        List<Store> stores) {

    /** How feature groups are computed. */
    public enum Engine {
        /** Events are gathered on the heap and merged into the state store at each commit. */
        MICRO_BATCH,
        /** One look-up and one write in the state store per event: the plain Kafka Streams DSL. */
        PER_EVENT
    }

    public Pipeline {
        sources = List.copyOf(sources);
        streams = List.copyOf(streams);
        features = List.copyOf(features);
        stores = List.copyOf(stores);
    }

    /** The streams that read the source or stream of this name, in the order of the file. */
    public List<EventStream> streamsFrom(String name) {
        return streams.stream().filter(stream -> stream.from().equals(name)).toList();
    }

    /** The feature groups that read the source or stream of this name, in the order of the file. */
    public List<FeatureGroup> featuresFrom(String name) {
        return features.stream().filter(group -> group.from().equals(name)).toList();
    }

    /**
     * The source whose events reach the source or stream of this name.
     *
     * @throws IllegalArgumentException if nothing has this name
     */
    public Source sourceOf(String name) {
        for (Source source : sources) {
            if (source.name().equals(name)) {
                return source;
            }
        }
        return sourceOf(stream(name).from());
    }

    /** The field by which events cross a repartition topic on their way into a stream; empty if they don't. */
    public Optional<FieldPath> crossesBy(EventStream stream) {
        return stream.sessionKey()
                .filter(field -> !sourceOf(stream.name()).key().isTextOf(field));
    }

    /** @throws IllegalArgumentException if no stream has this name */
    public EventStream stream(String name) {
        return streams.stream()
                .filter(stream -> stream.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no stream has the name '" + name + "'"));
    }

    /** @throws IllegalArgumentException if no feature group has this name */
    public FeatureGroup group(String name) {
        return features.stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no feature group has the name '" + name + "'"));
    }
}
