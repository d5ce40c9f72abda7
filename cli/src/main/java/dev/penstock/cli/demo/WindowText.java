// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes when a window begins. */
final class WindowText {

    private static final long MINUTE_MILLIS = 60_000;
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private WindowText() {}

    /** In UTC, to the minute where that is enough. */
    static String of(long epochMillis) {
        try {
            var start = Instant.ofEpochMilli(epochMillis);
            return (epochMillis % MINUTE_MILLIS == 0 ? MINUTES : SECONDS).format(start);
        } catch (DateTimeException beyondTheCalendar) {
            return String.valueOf(epochMillis);
        }
    }
}
