// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

import java.util.List;

/** Rows of a key. */
public record KeyAnswer(
        String group,
        String key,

        @JsonPropertyDescription("Feature rows, newest window first; never empty")
        List<Row> rows,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @JsonPropertyDescription("Value of page for the rows that follow, if there are more")
        String next,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @JsonPropertyDescription("With last: how many windows with events were merged")
        Integer mergedWindows,

        @JsonPropertyDescription("Whether anything comes from a standby")
        boolean stale,

        @JsonPropertyDescription(
                "When the data that was read last changed: the latest updated_at of reads, null if none"
                        + " has one; epoch milliseconds")
        Long updatedAt,

        @JsonPropertyDescription("Event time: that of the latest event in these rows, epoch milliseconds")
        long lastEventAt,

        List<ReadAnswer> reads) {}
