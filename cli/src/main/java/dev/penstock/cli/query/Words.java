// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.penstock.event.Durations;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** Puts numbers of answers into words. */
final class Words {

    private Words() {}

    /** ISO-8601, so that it can be asked for again. */
    static String time(JsonNode millis) {
        try {
            return Instant.ofEpochMilli(millis.asLong()).toString();
        } catch (DateTimeException beyondTheCalendar) {
            return millis.asText();
        }
    }

    /** {@code 1m}, {@code 90s}, {@code 1d}. */
    static String length(JsonNode millis) {
        return Durations.text(Duration.ofMillis(millis.asLong()));
    }

    static JsonNode node(String text) {
        return TextNode.valueOf(text);
    }
}
