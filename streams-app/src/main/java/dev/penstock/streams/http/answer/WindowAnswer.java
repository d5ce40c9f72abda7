// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

import java.util.List;

/** Rows of a window. */
public record WindowAnswer(
        String group,
        @JsonPropertyDescription("Epoch milliseconds") long windowStart,
        @JsonPropertyDescription("Epoch milliseconds") long windowEnd,

        @JsonPropertyDescription("Feature rows in the order of their keys, or of the column that top names")
        List<Row> rows,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @JsonPropertyDescription("Value of page for the rows that follow, if there are more")
        String next,

        @JsonPropertyDescription("Whether anything comes from a standby")
        boolean stale,

        @JsonPropertyDescription(
                "When the data that was read last changed: the latest updated_at of reads, null if none"
                        + " has one; epoch milliseconds")
        Long updatedAt,

        @JsonPropertyDescription(
                "Event time: that of the latest event in these rows, epoch milliseconds; null without rows")
        Long lastEventAt,

        List<ReadAnswer> reads) {}
