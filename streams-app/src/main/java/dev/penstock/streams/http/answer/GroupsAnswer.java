// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Answer of {@code /api/groups}. */
public record GroupsAnswer(String applicationId, String engine, List<Group> groups) {

    /** A feature group. */
    public record Group(
            String name,

            @JsonPropertyDescription("The source or stream that it reads")
            String from,

            @JsonPropertyDescription("The fields of the entity key; empty: one key, all")
            List<String> key,

            @JsonPropertyDescription("text or as_is: whether keys keep the types of the events")
            String keyType,

            @JsonPropertyDescription("How long a window is; with a zone one in which no clock is put")
            long windowMs,

            @JsonPropertyDescription("How long after the epoch, or with a zone its midnight there, a window begins")
            long windowOffsetMs,

            @JsonPropertyDescription("By whose clocks windows begin; empty: UTC")
            String zone,

            long graceMs,

            @JsonPropertyDescription("How long rows can be asked for, in event time")
            long retentionMs,

            @JsonPropertyDescription("The topic of its rows")
            String to,

            @JsonPropertyDescription("key or key_and_window: what the record key of its rows is")
            String recordKey,

            @JsonPropertyDescription("updates or final") String emit,
            List<OfColumn> columns,

            @JsonPropertyDescription("What the instance that was asked saw of the fields that the group needs")
            OfFields fields) {}

    /** What was seen of fields since the instance started. */
    public record OfFields(
            @JsonPropertyDescription("Events of the source that were read")
            long events,

            @JsonPropertyDescription("Fields that were in none of them")
            List<MissingField> missing,

            @JsonPropertyDescription("Fields that held something that the group can't use")
            List<UnusableField> unusable) {}

    /** A field that was in no event. */
    public record MissingField(
            @JsonPropertyDescription("Its name in the source")
            String field,

            @JsonPropertyDescription("What was found in its place")
            String detail) {}

    /** A field that some events have and that can't be used there. */
    public record UnusableField(
            @JsonPropertyDescription("Its name in the source")
            String field,

            @JsonPropertyDescription("not_a_number, not_a_value and so on")
            String reason,

            @JsonPropertyDescription("How many events") long events) {}

    /** A column. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record OfColumn(
            String name,

            @JsonPropertyDescription("As in the pipeline file: count, sum, ratio and so on")
            String aggregate,

            @JsonPropertyDescription("integer, number or any")
            String type,

            @JsonPropertyDescription("The field that it gathers")
            String field,

            @JsonPropertyDescription("Dividend and divisor of a ratio")
            List<String> of,

            String unit,

            @JsonPropertyDescription("What the pipeline file says besides the field, such as the q of a quantile")
            Map<String, BigDecimal> options,

            @JsonPropertyDescription("Which events it takes: field and values")
            Map<String, List<String>> where) {}
}
