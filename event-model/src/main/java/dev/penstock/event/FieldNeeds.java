// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.pipeline.Aggregate;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Filter;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Quote;
import dev.penstock.event.pipeline.Source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which fields the readers of a source or stream need, and what each must hold where it is needed.
 *
 * @param fields what is read, in the names of that source or stream
 * @param verbatim fields of which the JSON text is needed too
 * @param demands what fields must hold
 */
record FieldNeeds(Set<FieldPath> fields, Set<FieldPath> verbatim, List<Demand> demands) {

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
        var needs = new FieldNeeds(new LinkedHashSet<>(), new LinkedHashSet<>(), new ArrayList<>());
        pipeline.featuresFrom(name).forEach(needs::addGroup);
        pipeline.streamsFrom(name).forEach(stream -> needs.addStream(stream, ofReaders(pipeline, stream.name())));
        return needs;
    }

    Projection projection() {
        return Projection.of(fields, verbatim);
    }

    List<Check> checks() {
        var projection = projection();
        return demands.stream()
                .map(demand -> new Check(
                        demand.field,
                        projection.slot(demand.field),
                        demand.kind,
                        EventFilter.compile(demand.when, projection)))
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
        verbatim.addAll(stream.select().values());
        if (stream.select().isEmpty()) {
            // The text tells whether the input has a field that the stream is about to add, be it null.
            schema.replaced().forEach(verbatim::add);
        }
        readers.fields.forEach(field -> schema.inputOf(field).ifPresent(fields::add));
        readers.verbatim.forEach(field -> schema.inputOf(field).ifPresent(verbatim::add));
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

    /** A demand whose fields are slots. */
    record Check(FieldPath field, int slot, Kind kind, EventFilter when) {

        /** What is wrong with an event by this demand; null where nothing is. */
        BadEvent apply(Fields fields, DecodeLimits limits) {
            FieldValue value = fields.get(slot);
            Reason reason = fault(value, limits);
            return reason == null || !when.matches(fields)
                    ? null
                    : new BadEvent(reason, "'" + field + "' is " + describe(value) + ", expected " + expected(limits));
        }

        private Reason fault(FieldValue value, DecodeLimits limits) {
            if (value == FieldValue.MISSING) {
                return null;
            }
            if (kind == Kind.NUMBER) {
                return value instanceof FieldValue.Number
                        ? null
                        : value == FieldValue.UNUSABLE_NUMBER ? Reason.NUMBER_NOT_FINITE : Reason.NOT_A_NUMBER;
            }
            if (!(value instanceof FieldValue.Scalar)
                    || kind == Kind.KEY && value instanceof FieldValue.Number number && !number.isInteger()) {
                return kind == Kind.KEY ? Reason.KEY_WRONG_TYPE : Reason.NOT_A_VALUE;
            }
            boolean tooLong = kind != Kind.COUNTED
                    && value instanceof FieldValue.Text text
                    && Utf8.longerThan(text.text(), limits.maxKeptTextBytes());
            return tooLong ? Reason.TEXT_TOO_LONG : null;
        }

        private String expected(DecodeLimits limits) {
            return switch (kind) {
                case KEY -> "text of at most " + limits.maxKeptTextBytes() + " bytes, an integer or a boolean";
                case NUMBER -> "a finite number";
                case KEPT -> "text of at most " + limits.maxKeptTextBytes() + " bytes, a number or a boolean";
                case COUNTED -> "text, a number or a boolean";
            };
        }
    }

    /** A value in a message: what it is, and the start of it. */
    static String describe(FieldValue value) {
        if (value instanceof FieldValue.Text text) {
            return "the text " + Quote.quote(text.text());
        } else if (value instanceof FieldValue.Number number) {
            return "the number " + Quote.plain(number.literal());
        } else if (value instanceof FieldValue.Bool bool) {
            return "the boolean " + bool.value();
        } else if (value == FieldValue.UNUSABLE_NUMBER) {
            return "a number that is not finite or has too many digits";
        }
        return value == FieldValue.MISSING ? "missing" : "an object or an array";
    }
}
