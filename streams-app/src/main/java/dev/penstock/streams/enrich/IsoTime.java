// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * Writes times in the one form {@code "2026-01-31T09:05:00.250Z"}: UTC, always with milliseconds. Remembers the last
 * minute, since the next time is mostly of the same one. For one thread.
 */
final class IsoTime {

    private static final long MILLIS_PER_MINUTE = TimeUnit.MINUTES.toMillis(1);

    private final JsonBuffer building = new JsonBuffer();
    private long minute = Long.MIN_VALUE;
    private byte[] upToSeconds = {};

    /** @param millis epoch milliseconds in the years 0 to 9999 */
    void write(long millis, JsonBuffer out) {
        long current = Math.floorDiv(millis, MILLIS_PER_MINUTE);
        if (current != minute) {
            upToSeconds = upToSeconds(current);
            minute = current;
        }
        int ofMinute = Math.floorMod(millis, (int) MILLIS_PER_MINUTE);
        out.put(upToSeconds);
        out.digits(ofMinute / 1000, 2);
        out.put('.');
        out.digits(ofMinute % 1000, 3);
        out.put('Z');
        out.put('"');
    }

    private byte[] upToSeconds(long epochMinute) {
        var time = LocalDateTime.ofEpochSecond(TimeUnit.MINUTES.toSeconds(epochMinute), 0, ZoneOffset.UTC);
        building.truncate(0);
        building.put('"');
        building.digits(time.getYear(), 4);
        building.put('-');
        building.digits(time.getMonthValue(), 2);
        building.put('-');
        building.digits(time.getDayOfMonth(), 2);
        building.put('T');
        building.digits(time.getHour(), 2);
        building.put(':');
        building.digits(time.getMinute(), 2);
        building.put(':');
        return building.toBytes();
    }
}
