// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.docs;

import dev.penstock.aggregate.Aggregate;
import dev.penstock.aggregate.AggregateType;
import dev.penstock.event.FieldPath;
import dev.penstock.event.field.StreamSchema;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Filter;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.event.pipeline.Timestamp;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import static dev.penstock.streams.docs.Markdown.code;

/** The fields of a source's events that a pipeline names, whoever reads them. The events may have others. */
final class KnownFields {

    private static final String KEY_TYPE = "text, integer or boolean";
    private static final String NUMBER_TYPE = "number";
    private static final String TEXT_TYPE = "text";
    private static final String ANY_TYPE = "any";

    /** The more a type tells, the later it stands. What is before the first is a timestamp's. */
    private static final List<String> TYPES = List.of(ANY_TYPE, TEXT_TYPE, KEY_TYPE, NUMBER_TYPE);

    private final Pipeline pipeline;
    private final Map<FieldPath, Set<String>> types = new LinkedHashMap<>();
    private final Map<FieldPath, Set<String>> uses = new LinkedHashMap<>();

    /**
     * A field of a source.
     *
     * @param type what it has to hold
     * @param uses what reads it, in Markdown
     */
    record Known(FieldPath field, String type, Set<String> uses) {}

    private KnownFields(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** First key and timestamp, then the others by name. */
    static List<Known> of(Pipeline pipeline, Source source) {
        var fields = new KnownFields(pipeline);
        fields.use(source.key().input(), KEY_TYPE, "record key");
        if (source.timestamp() instanceof Timestamp.InField in) {
            fields.use(
                    Optional.of(in.field()),
                    PipelineWords.timestampType(in.format().unit()),
                    "event time");
        }
        source.dedup()
                .ifPresent(dedup -> dedup.by().forEach(field -> fields.use(Optional.of(field), KEY_TYPE, "dedup")));
        fields.addReaders(source.name(), Optional::of);
        return fields.sorted(Stream.concat(source.key().input().stream(), source.timestamp().input().stream())
                .toList());
    }

    private List<Known> sorted(List<FieldPath> first) {
        return uses.keySet().stream()
                .sorted(Comparator.comparing((FieldPath field) -> first.contains(field) ? first.indexOf(field) : 2)
                        .thenComparing(FieldPath::toString))
                .map(field -> new Known(field, type(types.get(field)), uses.get(field)))
                .toList();
    }

    private static String type(Set<String> found) {
        return found.stream()
                .max(Comparator.comparing(type -> TYPES.contains(type) ? TYPES.indexOf(type) : TYPES.size()))
                .orElse(ANY_TYPE);
    }

    /** @param inSource the source's field that a field of the events is; empty where it is none of the source's */
    private void addReaders(String name, Function<FieldPath, Optional<FieldPath>> inSource) {
        for (EventStream stream : pipeline.streamsFrom(name)) {
            String user = code(stream.name());
            addFilter(stream.where(), user, inSource);
            stream.enrichers()
                    .forEach(enricher ->
                            enricher.input().ifPresent(field -> use(inSource.apply(field), TEXT_TYPE, user)));
            stream.scores().forEach(score -> use(inSource.apply(score.field()), TEXT_TYPE, user));
            stream.select().values().forEach(field -> use(inSource.apply(field), ANY_TYPE, user));
            var schema = new StreamSchema(stream);
            addReaders(stream.name(), field -> schema.inputOf(field).flatMap(inSource));
        }
        pipeline.featuresFrom(name).forEach(group -> addGroup(group, inSource));
    }

    private void addGroup(FeatureGroup group, Function<FieldPath, Optional<FieldPath>> inSource) {
        String user = code(group.name());
        group.key().forEach(field -> use(inSource.apply(field), KEY_TYPE, user));
        for (Column column : group.columns()) {
            if (column instanceof Column.Aggregated aggregated) {
                addFilter(aggregated.where(), user, inSource);
                aggregated
                        .aggregate()
                        .input()
                        .ifPresent(field -> use(inSource.apply(field), type(aggregated.aggregate()), user));
            }
        }
    }

    private void addFilter(Filter filter, String user, Function<FieldPath, Optional<FieldPath>> inSource) {
        for (Filter.Condition condition : filter.conditions()) {
            String type = PipelineWords.scalarType(condition.anyOf().get(0));
            use(inSource.apply(condition.field()), type.equals(TEXT_TYPE) ? TEXT_TYPE : ANY_TYPE, user);
        }
    }

    private static String type(Aggregate aggregate) {
        return aggregate.type().operand() == AggregateType.Operand.NUMBER ? NUMBER_TYPE : ANY_TYPE;
    }

    private void use(Optional<FieldPath> field, String type, String user) {
        field.ifPresent(known -> {
            types.computeIfAbsent(known, first -> new LinkedHashSet<>()).add(type);
            uses.computeIfAbsent(known, first -> new LinkedHashSet<>()).add(user);
        });
    }
}
