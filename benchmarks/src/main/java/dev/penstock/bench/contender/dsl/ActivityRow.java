// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender.dsl;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import java.math.BigDecimal;

/** A feature row, the same that Penstock writes. */
@JsonPropertyOrder({
    "user_id",
    "window_start",
    "window_end",
    "events_1m",
    "views_1m",
    "clicks_1m",
    "purchases_1m",
    "ctr_1m",
    "total_spend",
    "items_1m",
    "session_duration"
})
record ActivityRow(
        @JsonProperty("user_id") String userId,
        @JsonProperty("window_start") long windowStart,
        @JsonProperty("window_end") long windowEnd,
        @JsonProperty("events_1m") int events,
        @JsonProperty("views_1m") int views,
        @JsonProperty("clicks_1m") int clicks,
        @JsonProperty("purchases_1m") int purchases,
        @JsonProperty("total_spend") BigDecimal spend,
        @JsonProperty("items_1m") long items,
        @JsonProperty("session_duration") long duration) {

    /** Clicks per view; null without a view. */
    @JsonProperty("ctr_1m")
    Double clickRate() {
        return views == 0 ? null : (double) clicks / views;
    }
}
