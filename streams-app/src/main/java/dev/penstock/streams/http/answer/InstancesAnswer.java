// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.answer;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

import java.util.List;

/** Answer of {@code /api/instances}. */
public record InstancesAnswer(
        String applicationId,

        @JsonPropertyDescription("Records of all partitions that are not committed yet; null if not known")
        Long lag,

        @JsonPropertyDescription("Partitions of the input that none of the instances that answered reads")
        List<InstanceAnswer.Input> unread,

        List<InstanceAnswer> instances) {}
