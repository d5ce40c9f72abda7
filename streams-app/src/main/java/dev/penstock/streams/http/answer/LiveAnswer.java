// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** One message of {@code /api/live}; has either an answer or a problem. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LiveAnswer(
        @JsonPropertyDescription("The question that this answers")
        String about,

        @JsonPropertyDescription("As the path for single requests answers")
        Object answer,

        @JsonPropertyDescription("Why there is no answer now")
        Object problem) {

    public static LiveAnswer of(String about, Object answer) {
        return new LiveAnswer(about, answer, null);
    }

    public static LiveAnswer none(String about, Object problem) {
        return new LiveAnswer(about, null, problem);
    }
}
