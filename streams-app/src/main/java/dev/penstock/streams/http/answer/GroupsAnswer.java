// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

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

            long windowMs,
            long graceMs,

            @JsonPropertyDescription("How long rows can be asked for, in event time")
            long retentionMs,

            @JsonPropertyDescription("The topic of its rows")
            String to,

            @JsonPropertyDescription("updates or final") String emit,
            List<OfColumn> columns) {}

    /** A column. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record OfColumn(
            String name,

            @JsonPropertyDescription("count, sum, min, max, avg, first, last, duration, distinct or ratio")
            String aggregate,

            @JsonPropertyDescription("integer, number or any")
            String type,

            @JsonPropertyDescription("The field that it gathers")
            String field,

            @JsonPropertyDescription("Dividend and divisor of a ratio")
            List<String> of,

            String unit,

            @JsonPropertyDescription("Which events it takes: field and values")
            Map<String, List<String>> where) {}
}
