// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.field;

import dev.penstock.aggregate.Aggregate;
import dev.penstock.event.FieldPath;
import dev.penstock.event.Projection;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.Enricher;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Filter;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which fields the readers of a source or stream need, and what each must hold where it is needed.
 *
 * @param fields what is read, in the names of that source or stream
 * @param wanted those of the fields that readers work with; the rest is only looked at to see whether it is there
 * @param singles those of the wanted fields that have to be single values: no objects, no arrays
 * @param demands what fields must hold
 */
public record FieldNeeds(Set<FieldPath> fields, Set<FieldPath> wanted, Set<FieldPath> singles, List<Demand> demands) {

    /** What a field must hold. A missing field is fine with each of them. */
    public enum Kind {
        /** Part of a key: text, an integer or a boolean, not too long. */
        KEY,
        /** A finite number. */
        NUMBER,
        /** A text. */
        TEXT,
        /** A single value that a tile keeps. */
        KEPT,
        /** A single value. */
        SINGLE
    }

    /** @param when the events that the demand is made of */
    public record Demand(FieldPath field, Kind kind, Filter when) {}

    public static FieldNeeds ofSource(Pipeline pipeline, Source source) {
        var needs = ofReaders(pipeline, source.name());
        source.key().input().ifPresent(needs::single);
        source.timestamp().input().ifPresent(needs::single);
        source.rules().forEach(rule -> needs.fields.add(rule.field()));
        source.dedup().ifPresent(dedup -> dedup.by().forEach(field -> needs.demand(field, Kind.KEY, Filter.ALL)));
        return needs;
    }

    /** What the streams and groups need that read the source or stream of this name. */
    static FieldNeeds ofReaders(Pipeline pipeline, String name) {
        var needs =
                new FieldNeeds(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new ArrayList<>());
        pipeline.featuresFrom(name).forEach(needs::addGroup);
        pipeline.streamsFrom(name).forEach(stream -> needs.addStream(stream, ofReaders(pipeline, stream.name())));
        return needs;
    }

    /** What a group needs of what it reads. */
    static FieldNeeds ofGroup(FeatureGroup group) {
        FieldNeeds needs = none();
        needs.addGroup(group);
        return needs;
    }

    private static FieldNeeds none() {
        return new FieldNeeds(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new ArrayList<>());
    }

    public Projection projection() {
        return Projection.of(fields);
    }

    /**
     * What to look at in an event. Many groups have the same key and columns over the same field: once is enough.
     *
     * @param partitionKey of the source, which is checked before
     */
    public List<DemandCheck> checks(Projection projection, Optional<FieldPath> partitionKey) {
        return demands.stream()
                .distinct()
                .filter(demand -> demand.kind != Kind.KEY
                        || partitionKey.filter(demand.field::equals).isEmpty())
                .filter(demand -> demand.when.conditions().isEmpty()
                        || !demands.contains(new Demand(demand.field, demand.kind, Filter.ALL)))
                .map(demand -> new DemandCheck(demand, projection))
                .toList();
    }

    private void addGroup(FeatureGroup group) {
        for (FieldPath field : group.key()) {
            demand(field, Kind.KEY, Filter.ALL);
        }
        for (Column column : group.columns()) {
            if (column instanceof Column.Aggregated aggregated) {
                addFilter(aggregated.where());
                Aggregate aggregate = aggregated.aggregate();
                aggregate.input().ifPresent(field -> demand(field, kind(aggregate), aggregated.where()));
            }
        }
    }

    private static Kind kind(Aggregate aggregate) {
        return switch (aggregate.type().operand()) {
            case NUMBER -> Kind.NUMBER;
            case KEPT_VALUE -> Kind.KEPT;
            case EVENT, SINGLE_VALUE -> Kind.SINGLE;
        };
    }

    private static Kind kind(Enricher enricher) {
        return enricher instanceof Enricher.Session ? Kind.KEY : Kind.TEXT;
    }

    private void addStream(EventStream stream, FieldNeeds readers) {
        var schema = new StreamSchema(stream);
        addFilter(stream.where());
        stream.enrichers()
                .forEach(
                        enricher -> enricher.input().ifPresent(field -> demand(field, kind(enricher), stream.where())));
        stream.scores().forEach(score -> demand(score.field(), Kind.TEXT, stream.where()));
        fields.addAll(stream.select().values());
        wanted.addAll(stream.select().values());
        if (stream.select().isEmpty()) {
            // Whether the input has a field that the stream is about to add, be it null.
            fields.addAll(schema.replaced());
        }
        stream.protections().stream()
                .flatMap(protection -> protection.fields().stream())
                .forEach(field -> schema.inputOf(field).ifPresent(input -> {
                    fields.add(input);
                    wanted.add(input);
                }));
        readers.fields.forEach(field -> schema.inputOf(field).ifPresent(fields::add));
        readers.wanted.forEach(field -> schema.inputOf(field).ifPresent(wanted::add));
        readers.singles.forEach(field -> schema.inputOf(field).ifPresent(singles::add));
        for (Demand demand : readers.demands) {
            if (!schema.canMatch(demand.when)) {
                continue;
            }
            schema.inputOf(demand.field)
                    .ifPresent(
                            field -> demand(field, demand.kind, stream.where().and(schema.inputOf(demand.when))));
        }
    }

    private void single(FieldPath field) {
        fields.add(field);
        wanted.add(field);
        singles.add(field);
    }

    private void demand(FieldPath field, Kind kind, Filter when) {
        single(field);
        addFilter(when);
        demands.add(new Demand(field, kind, when));
    }

    private void addFilter(Filter filter) {
        filter.conditions().forEach(condition -> {
            single(condition.field());
            demands.add(new Demand(condition.field(), Kind.SINGLE, Filter.ALL));
        });
    }
}
