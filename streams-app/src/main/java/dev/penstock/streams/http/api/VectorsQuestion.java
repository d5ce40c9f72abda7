// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

import java.util.List;

/** Which features of which keys. */
public record VectorsQuestion(
        @JsonProperty(required = true)
        @JsonPropertyDescription(
                "Entity keys, 1000 at most; several fields are joined by |, with a \\ before each | and"
                        + " \\ in them")
        List<String> keys,

        @JsonProperty(required = true)
        @JsonPropertyDescription("GROUP for all columns of a feature group, or GROUP.COLUMN; all have the same keys")
        List<String> features) {}
