// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.answer;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import java.util.List;

/** Answer of {@code /api/stats}. */
public record StatsAnswer(
        @JsonPropertyDescription("Whether all instances answered")
        boolean complete,

        @JsonPropertyDescription("Instances that did not answer")
        List<String> missing,

        StatsOf total,
        List<OfInstance> instances) {

    /** What one instance counted. */
    public record OfInstance(String instance, @JsonUnwrapped StatsOf stats) {}
}
