// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.field;

import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Who needs which field of a source: streams those that they look at or select; feature groups those of their keys and
 * columns, and those that decide what the streams before them take and add; the source itself those of an id.
 */
public final class FieldReaders {

    private final Pipeline pipeline;
    private final Map<FieldPath, Set<String>> readers = new LinkedHashMap<>();

    private FieldReaders(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** The names of the streams and feature groups, or {@code dedup}, by the field's name in the source. */
    public static Map<FieldPath, Set<String>> of(Pipeline pipeline, Source source) {
        var readers = new FieldReaders(pipeline);
        readers.addReadersOf(source.name(), Optional::of, Set.of());
        source.dedup().ifPresent(dedup -> dedup.by().forEach(field -> readers.add(field, "dedup")));
        return readers.readers;
    }

    /**
     * @param inSource the field of the source that a field of this source or stream is
     * @param before fields of the source that the streams up to here depend on
     */
    private void addReadersOf(
            String name, Function<FieldPath, Optional<FieldPath>> inSource, Collection<FieldPath> before) {
        for (FeatureGroup group : pipeline.featuresFrom(name)) {
            before.forEach(field -> add(field, group.name()));
            FieldNeeds.ofGroup(group).wanted().forEach(field -> add(inSource.apply(field), group.name()));
        }
        for (EventStream stream : pipeline.streamsFrom(name)) {
            var depends = new LinkedHashSet<>(before);
            stream.where()
                    .conditions()
                    .forEach(each -> inSource.apply(each.field()).ifPresent(depends::add));
            stream.enrichers().forEach(each -> each.input().flatMap(inSource).ifPresent(depends::add));
            stream.scores().forEach(each -> inSource.apply(each.field()).ifPresent(depends::add));
            depends.forEach(field -> add(field, stream.name()));
            stream.select().values().forEach(field -> add(inSource.apply(field), stream.name()));
            var schema = new StreamSchema(stream);
            addReadersOf(stream.name(), field -> schema.inputOf(field).flatMap(inSource), depends);
        }
    }

    private void add(Optional<FieldPath> field, String reader) {
        field.ifPresent(path -> add(path, reader));
    }

    private void add(FieldPath field, String reader) {
        readers.computeIfAbsent(field, path -> new LinkedHashSet<>()).add(reader);
    }
}
