// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import dev.penstock.event.pipeline.Aggregate;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Filter;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which fields the readers of a source or stream need, and what each must hold where it is needed.
 *
 * @param fields what is read, in the names of that source or stream
 * @param demands what fields must hold
 */
record FieldNeeds(Set<FieldPath> fields, List<Demand> demands) {

    /** What a field must hold. A missing field is fine with each of them. */
    enum Kind {
        /** Part of a key: text, an integer or a boolean, not too long. */
        KEY,
        /** A finite number. */
        NUMBER,
        /** A single value that a tile keeps. */
        KEPT,
        /** A single value. */
        COUNTED
    }

    /** @param when the events that the demand is made of */
    record Demand(FieldPath field, Kind kind, Filter when) {}

    static FieldNeeds ofSource(Pipeline pipeline, Source source) {
        var needs = ofReaders(pipeline, source.name());
        needs.fields.add(source.partitionedBy());
        needs.fields.add(source.timestamp().field());
        needs.demands.add(0, new Demand(source.partitionedBy(), Kind.KEY, Filter.ALL));
        return needs;
    }

    /** What the streams and groups need that read the source or stream of this name. */
    static FieldNeeds ofReaders(Pipeline pipeline, String name) {
        var needs = new FieldNeeds(new LinkedHashSet<>(), new ArrayList<>());
        pipeline.featuresFrom(name).forEach(needs::addGroup);
        pipeline.streamsFrom(name).forEach(stream -> needs.addStream(stream, ofReaders(pipeline, stream.name())));
        return needs;
    }

    Projection projection() {
        return Projection.of(fields);
    }

    /** What to look at in an event, in the order of the demands. Many groups have the same key: once is enough. */
    List<DemandCheck> checks(Projection projection, DecodeLimits limits) {
        return demands.stream()
                .distinct()
                .map(demand -> new DemandCheck(demand, projection, limits))
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
        if (aggregate instanceof Aggregate.Distinct) {
            return Kind.COUNTED;
        }
        return aggregate.isNumeric() ? Kind.NUMBER : Kind.KEPT;
    }

    private void addStream(EventStream stream, FieldNeeds readers) {
        var schema = new StreamSchema(stream);
        addFilter(stream.where());
        stream.enrichers().forEach(enricher -> enricher.input().ifPresent(fields::add));
        fields.addAll(stream.select().values());
        if (stream.select().isEmpty()) {
            // Whether the input has a field that the stream is about to add, be it null.
            fields.addAll(schema.replaced());
        }
        readers.fields.forEach(field -> schema.inputOf(field).ifPresent(fields::add));
        for (Demand demand : readers.demands) {
            if (!schema.canMatch(demand.when)) {
                continue;
            }
            schema.inputOf(demand.field)
                    .ifPresent(
                            field -> demand(field, demand.kind, stream.where().and(schema.inputOf(demand.when))));
        }
    }

    private void demand(FieldPath field, Kind kind, Filter when) {
        fields.add(field);
        addFilter(when);
        demands.add(new Demand(field, kind, when));
    }

    private void addFilter(Filter filter) {
        filter.conditions().forEach(condition -> fields.add(condition.field()));
    }
}
