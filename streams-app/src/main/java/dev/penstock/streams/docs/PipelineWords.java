// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.docs;

import dev.penstock.aggregate.Aggregate;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Filter;
import dev.penstock.event.pipeline.RecordKey;
import dev.penstock.event.pipeline.Source;

import java.util.List;
import java.util.Locale;

import static dev.penstock.streams.docs.Markdown.code;
import static java.util.stream.Collectors.joining;

/** Says in words what a pipeline file says in keys. */
final class PipelineWords {

    /** The type of a row's value, and what it is. */
    record Meaning(String type, String text) {}

    private PipelineWords() {}

    /** {@code " with …"}; empty where all events are taken. */
    static String filter(Filter filter) {
        return filter.conditions().isEmpty()
                ? ""
                : filter.conditions().stream().map(PipelineWords::condition).collect(joining(" and ", " with ", ""));
    }

    private static String condition(Filter.Condition condition) {
        return code(condition.field()) + " = "
                + condition.anyOf().stream().map(value -> code(value.asText())).collect(joining(" or "));
    }

    static String scalarType(FieldValue.Scalar value) {
        return value instanceof FieldValue.Text ? "text" : value instanceof FieldValue.Number ? "number" : "boolean";
    }

    /** What the records of a source are keyed by. */
    static String recordKey(RecordKey key) {
        if (!(key instanceof RecordKey.OfField of)) {
            return "any";
        }
        return switch (of.format()) {
            case TEXT -> "the text of " + code(of.field());
            case ANY -> "any, by " + code(of.field());
            case JSON, INT32, INT64, UUID ->
                code(of.field()) + " as " + of.format().name().toLowerCase(Locale.ROOT);
        };
    }

    static String timestampType(Source.Unit unit) {
        return switch (unit) {
            case SECONDS -> "number: seconds since 1970";
            case MILLIS -> "number: milliseconds since 1970";
            case MICROS -> "number: microseconds since 1970";
            case NANOS -> "number: nanoseconds since 1970";
            case ISO8601 -> "text: ISO-8601 with an offset";
            case AUTO -> "text: ISO-8601, or number: time since 1970";
        };
    }

    /** How the record key of feature rows comes about. */
    static String recordKey(FeatureGroup group) {
        String quoted = group.hasTypedKeys() ? "; a text in quotation marks where it reads as a number or boolean" : "";
        String key = entityKey(group.key()) + quoted;
        return group.recordKey() == FeatureGroup.RecordKey.KEY
                ? key
                : key + "; behind it a " + code("|") + " and the start of the window, in milliseconds since 1970";
    }

    private static String entityKey(List<FieldPath> key) {
        return switch (key.size()) {
            case 0 -> "the text " + code("all");
            case 1 -> "the text of " + code(key.get(0));
            default ->
                "the texts of " + Markdown.codes(key) + ", joined by " + code("|") + ", with a " + code("\\")
                        + " before each " + code("|") + " and " + code("\\") + " in them";
        };
    }

    static Meaning meaning(Column column) {
        if (column instanceof Column.Ratio ratio) {
            return new Meaning(
                    "number or null",
                    code(ratio.dividend()) + " divided by " + code(ratio.divisor())
                            + "; null where that is 0 or either is null");
        }
        var aggregated = (Column.Aggregated) column;
        Aggregate aggregate = aggregated.aggregate();
        return new Meaning(
                aggregate.type().value().words(),
                aggregate.meaning(aggregate.input().map(Markdown::code).orElse(""), filter(aggregated.where())));
    }
}
