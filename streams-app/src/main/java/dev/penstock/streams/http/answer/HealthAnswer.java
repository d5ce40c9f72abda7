// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

import java.util.List;

/** Answer of {@code /health/…}. */
public record HealthAnswer(
        @JsonPropertyDescription(
                "starting, rebalancing, restoring, topic_missing, registry_missing, model_missing, ready, stopping or"
                        + " failed")
        String status,

        boolean live,
        boolean ready,

        @JsonPropertyDescription("How far restoring is; null if nothing is being restored")
        Restoring restoring,

        @JsonPropertyDescription(
                "Records of the partitions that it reads that are not committed yet; null if not known")
        Long lag,

        @JsonPropertyDescription("Records of all partitions that are not committed yet; null if not known")
        Long applicationLag,

        @JsonPropertyDescription("Topics that should be there and are not")
        List<String> missingTopics,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @JsonPropertyDescription(
                "Why it is not live, which topic it lacks, or why it waits for the schema registry or" + " a model")
        String reason) {

    /** Of all stores together. */
    public record Restoring(int stores, long done, long of, double share) {}
}
