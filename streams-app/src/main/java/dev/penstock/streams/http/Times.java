// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http;

import dev.penstock.event.Durations;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times and lengths of time as requests have them. */
final class Times {

    static final String TIME =
            "epoch milliseconds or ISO-8601 with an offset, such as 1700000040000 or 2023-11-14T22:14:00Z";
    static final String TIME_IN_URL = TIME + "; a + in a URL is written %2B";
    static final String LENGTH = "a length such as 30s, 5m, 1h or 1d";

    private static final Pattern MILLIS = Pattern.compile("\\d{1,15}");

    private Times() {}

    /** What was expected instead of a text that is no time. */
    static String expected(String found) {
        // A + that was not encoded arrives as a space.
        return found.contains(" ") ? TIME_IN_URL : TIME;
    }

    /** Epoch milliseconds; empty if it is no time, or one before 1970. */
    static Optional<Long> time(String text) {
        if (MILLIS.matcher(text).matches()) {
            return Optional.of(Long.parseLong(text));
        }
        try {
            return Optional.of(Instant.parse(text).toEpochMilli()).filter(millis -> millis >= 0);
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Longer than 0; empty if it is no length. */
    static Optional<Duration> length(String text) {
        return Durations.read(text).filter(length -> !length.isZero());
    }

    /** As people read it, behind the milliseconds. */
    static String words(long millis) {
        try {
            return millis + " (" + Instant.ofEpochMilli(millis) + ")";
        } catch (DateTimeException e) {
            return String.valueOf(millis);
        }
    }
}
