// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import java.time.LocalDate;
import java.util.concurrent.TimeUnit;

/**
 * Writes times in the one form {@code "2026-01-31T09:05:00.250Z"}: UTC, always with milliseconds. Remembers the last day,
 * since the next time is mostly of the same one. For one thread.
 */
final class IsoTime {

    private static final long MILLIS_PER_DAY = TimeUnit.DAYS.toMillis(1);

    private long day = Long.MIN_VALUE;
    private LocalDate date = LocalDate.EPOCH;

    /** @param millis epoch milliseconds in the years 0 to 9999 */
    void write(long millis, JsonBuffer out) {
        long current = Math.floorDiv(millis, MILLIS_PER_DAY);
        if (current != day) {
            date = LocalDate.ofEpochDay(current);
            day = current;
        }
        long ofDay = Math.floorMod(millis, MILLIS_PER_DAY);
        out.put('"');
        out.digits(date.getYear(), 4);
        out.put('-');
        out.digits(date.getMonthValue(), 2);
        out.put('-');
        out.digits(date.getDayOfMonth(), 2);
        out.put('T');
        out.digits(ofDay / 3_600_000, 2);
        out.put(':');
        out.digits(ofDay / 60_000 % 60, 2);
        out.put(':');
        out.digits(ofDay / 1000 % 60, 2);
        out.put('.');
        out.digits(ofDay % 1000, 3);
        out.put('Z');
        out.put('"');
    }
}
