// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

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
        var length = Duration.ofMillis(millis.asLong());
        if (length.isZero() || length.toMillisPart() > 0) {
            return length.toMillis() + "ms";
        }
        if (length.toSecondsPart() > 0) {
            return length.toSeconds() + "s";
        }
        if (length.toMinutesPart() > 0) {
            return length.toMinutes() + "m";
        }
        return length.toHoursPart() > 0 ? length.toHours() + "h" : length.toDays() + "d";
    }

    static JsonNode node(String text) {
        return TextNode.valueOf(text);
    }
}
