// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.answer;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

import java.util.List;

/** Features of many keys. */
public record VectorsAnswer(
        @JsonPropertyDescription("GROUP.COLUMN of each place in a vector")
        List<String> features,

        @JsonPropertyDescription("One for each key, in the order of the question")
        List<Vector> vectors,

        @JsonPropertyDescription("Whether anything comes from a standby")
        boolean stale) {

    /** Features of one key; each list has as many members as there are features. */
    public record Vector(
            String key,
            List<Value> values,

            @JsonPropertyDescription(
                    "present; none: there is no such row, or nothing in this column of it; outside_ttl:"
                            + " the newest row is older than max_age; unavailable: nobody who may have it answers")
            List<String> statuses,

            @JsonPropertyDescription("When the window ends that the value is of, epoch milliseconds; null without one")
            List<Long> windowEnds) {}
}
