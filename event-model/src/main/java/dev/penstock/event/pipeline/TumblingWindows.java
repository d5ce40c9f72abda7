// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.event.Durations;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.IntSummaryStatistics;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Windows of one length, one behind the other without a gap. Those of a time zone are of whole days of its clocks, so that
 * they are longer or shorter where clocks are put. Times are epoch milliseconds. Safe for use by many threads.
 */
public final class TumblingWindows {

    private final Duration length;
    private final Duration offset;
    private final ZoneId zone;
    private final long lengthMillis;
    private final long offsetMillis;

    private TumblingWindows(Duration length, Duration offset, ZoneId zone) {
        this.length = length;
        this.offset = offset;
        this.zone = zone;
        this.lengthMillis = length.toMillis();
        this.offsetMillis = offset.toMillis();
    }

    /** @param length whole milliseconds, positive; a window begins at the epoch */
    public static TumblingWindows of(Duration length) {
        return of(length, Duration.ZERO);
    }

    /** @param offset how long after the epoch a window begins; not negative, shorter than a window */
    public static TumblingWindows of(Duration length, Duration offset) {
        return new TumblingWindows(length, offset, null);
    }

    /**
     * @param length whole days
     * @param offset how long after midnight of 1 January 1970, by the clocks of the zone, a window begins; not negative,
     *     shorter than a window
     */
    public static TumblingWindows of(Duration length, Duration offset, ZoneId zone) {
        return new TumblingWindows(length, offset, zone);
    }

    /** How long a window is; with a zone that of one in which no clock is put. */
    public Duration length() {
        return length;
    }

    public Duration offset() {
        return offset;
    }

    public Optional<ZoneId> zone() {
        return Optional.ofNullable(zone);
    }

    /** No window is longer: its clocks are put back by no more than its offsets from UTC lie apart, since 1970. */
    public Duration longest() {
        if (zone == null) {
            return length;
        }
        ZoneRules rules = zone.getRules();
        IntSummaryStatistics offsets = Stream.of(
                        Stream.of(rules.getOffset(Instant.EPOCH)),
                        rules.getTransitions().stream()
                                .filter(transition -> transition.getInstant().isAfter(Instant.EPOCH))
                                .map(ZoneOffsetTransition::getOffsetAfter),
                        rules.getTransitionRules().stream().map(ZoneOffsetTransitionRule::getOffsetAfter))
                .flatMap(all -> all)
                .mapToInt(ZoneOffset::getTotalSeconds)
                .summaryStatistics();
        return length.plusSeconds(offsets.getMax() - offsets.getMin());
    }

    /** Start of the window that a time lies in. Of those from the epoch on none starts before it: the first may be cut. */
    public long start(long time) {
        long start = zone == null ? aligned(time) : begin(day(time));
        return time < 0 ? start : Math.max(0, start);
    }

    /** End of the window that a time lies in, which is the start of the next. */
    public long end(long time) {
        return zone == null ? aligned(time) + lengthMillis : begin(day(time) + length.toDays());
    }

    /**
     * Start of an earlier window, also of one before the epoch.
     *
     * @param start that of a window
     * @param count how many windows earlier
     */
    public long before(long start, long count) {
        return zone == null ? aligned(start) - count * lengthMillis : begin(day(start) - count * length.toDays());
    }

    private long aligned(long time) {
        return time - Math.floorMod(time - offsetMillis, lengthMillis);
    }

    /** The day on which the window begins that a time lies in. */
    private long day(long time) {
        LocalDateTime local =
                LocalDateTime.ofInstant(Instant.ofEpochMilli(time), zone).minus(offset);
        long days = length.toDays();
        long day = local.toLocalDate().toEpochDay();
        long first = day - Math.floorMod(day, days);
        // Where clocks are put at the very time that windows begin, the window is that before or behind.
        while (begin(first) > time) {
            first -= days;
        }
        while (begin(first + days) <= time) {
            first += days;
        }
        return first;
    }

    private long begin(long day) {
        return LocalDate.ofEpochDay(day)
                .atStartOfDay()
                .plus(offset)
                .atZone(zone)
                .toInstant()
                .toEpochMilli();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TumblingWindows windows
                && length.equals(windows.length)
                && offset.equals(windows.offset)
                && Objects.equals(zone, windows.zone);
    }

    @Override
    public int hashCode() {
        return Objects.hash(length, offset, zone);
    }

    /** In words, as in "1d of Europe/Stockholm, offset 6h". */
    public String words() {
        return Durations.text(length)
                + (zone == null ? "" : " of " + zone)
                + (offset.isZero() ? "" : ", offset " + Durations.text(offset));
    }

    /** The same for the same windows in every version. */
    @Override
    public String toString() {
        return length + (zone == null ? "" : "/" + zone) + (offset.isZero() ? "" : "+" + offset);
    }
}
