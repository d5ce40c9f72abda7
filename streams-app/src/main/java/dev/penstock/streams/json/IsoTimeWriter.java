// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.json;

import dev.penstock.event.bytes.JsonBuffer;

import java.time.LocalDate;
import java.util.concurrent.TimeUnit;

/**
 * Writes times in the one form {@code "2026-01-31T09:05:00.250Z"}: UTC, always with milliseconds. Remembers the last one
 * and its day, since the next time is mostly of the same day and often the same. For one thread.
 */
public final class IsoTimeWriter {

    private static final long MILLIS_PER_DAY = TimeUnit.DAYS.toMillis(1);
    private static final int MILLIS_PER_HOUR = 3_600_000;
    private static final int MILLIS_PER_MINUTE = 60_000;

    private static final int DATE_LENGTH = "\"2026-01-31T".length();

    private final JsonBuffer text = new JsonBuffer();
    private long day = Long.MIN_VALUE;
    private long last = Long.MIN_VALUE;

    /** @param millis epoch milliseconds in the years 0 to 9999 */
    public void write(long millis, JsonBuffer out) {
        if (millis != last) {
            make(millis);
            last = millis;
        }
        out.put(text);
    }

    private void make(long millis) {
        long current = Math.floorDiv(millis, MILLIS_PER_DAY);
        if (current != day) {
            makeDate(LocalDate.ofEpochDay(current));
            day = current;
        }
        int ofDay = (int) (millis - current * MILLIS_PER_DAY);
        text.truncate(DATE_LENGTH);
        text.digits(ofDay / MILLIS_PER_HOUR, 2);
        text.put(':');
        text.digits(ofDay / MILLIS_PER_MINUTE % 60, 2);
        text.put(':');
        text.digits(ofDay / 1000 % 60, 2);
        text.put('.');
        text.digits(ofDay % 1000, 3);
        text.put('Z');
        text.put('"');
    }

    private void makeDate(LocalDate date) {
        text.truncate(0);
        text.put('"');
        text.digits(date.getYear(), 4);
        text.put('-');
        text.digits(date.getMonthValue(), 2);
        text.put('-');
        text.digits(date.getDayOfMonth(), 2);
        text.put('T');
    }
}
