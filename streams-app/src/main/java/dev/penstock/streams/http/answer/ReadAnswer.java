// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.answer;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Where a part of an answer comes from. */
public record ReadAnswer(
        @JsonPropertyDescription("Host and port") String instance,
        @JsonPropertyDescription("active or standby") String role,
        int partition,

        @JsonPropertyDescription("How many records of the changelog it was behind; null if not known")
        Long lag,

        @JsonPropertyDescription("When that instance's copy of the partition last changed: by what it processed, or by"
                + " what it read from the changelog, to the end or as a standby; epoch milliseconds by its clock,"
                + " exact to a commit interval; null if it did not since the instance started")
        Long updatedAt,

        @JsonPropertyDescription("By the clock of that instance, epoch milliseconds")
        long readAt) {}
