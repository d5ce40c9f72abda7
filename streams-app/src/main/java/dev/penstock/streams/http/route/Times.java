// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.route;

import dev.penstock.event.Durations;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times and lengths of time as requests have them. */
public final class Times {

    static final String TIME =
            "epoch milliseconds or ISO-8601 with an offset, such as 1700000040000 or 2023-11-14T22:14:00Z";
    public static final String TIME_IN_URL = TIME + "; a + in a URL is written %2B";
    public static final String LENGTH = "a length such as 30s, 5m, 1h or 1d";

    /** What {@link #time} reads, as far as the OpenAPI document can say it. */
    public static final String PATTERN = timePattern();

    /** What {@link #length} reads. */
    public static final String LENGTH_PATTERN = "^0*[1-9][0-9]*(ms|s|m|h|d)$";

    private static final Pattern MILLIS = Pattern.compile("\\d{1,15}");

    private Times() {}

    /** What was expected instead of a text that is no time. */
    public static String expected(String found) {
        // A + that was not encoded arrives as a space.
        return found.contains(" ") ? TIME_IN_URL : TIME;
    }

    private static String timePattern() {
        String leapYear = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)";
        String date = "([0-9]{4}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)|"
                + leapYear + "-02-29)";
        String time = "(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?|24:00:00)";
        String offset = "(Z|[+-](0[0-9]|1[0-7]):[0-5][0-9])";
        return "^([0-9]{1,15}|" + date + "T" + time + offset + ")$";
    }

    /** Epoch milliseconds, 0 for what lies before 1970; empty if it is no time. */
    public static Optional<Long> time(String text) {
        if (MILLIS.matcher(text).matches()) {
            return Optional.of(Long.parseLong(text));
        }
        try {
            return Optional.of(Math.max(0, Instant.parse(text).toEpochMilli()));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Longer than 0; empty if it is no length. */
    public static Optional<Duration> length(String text) {
        return Durations.read(text).filter(length -> !length.isZero());
    }

    /** As people read it, behind the milliseconds. */
    public static String words(long millis) {
        try {
            return millis + " (" + Instant.ofEpochMilli(millis) + ")";
        } catch (DateTimeException e) {
            return String.valueOf(millis);
        }
    }
}
