// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.time;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A unit in which a number, counted from 1970, would be a time that an event may well have. Units lie a factor of
 * thousand apart and believable times much closer, so no number fits two of them.
 *
 * @param unit the unit that fits
 * @param time what the number means in it, to the millisecond
 */
public record TimeUnitGuess(Unit unit, Instant time) {

    /** How old an event may be, as seen from the reference time, and still be believable: logs of the 1990s are. */
    private static final Duration OLDEST = Duration.ofDays(35 * 365);

    /** How far ahead of the reference time: more than a clock is wrong by, less than would make units ambiguous. */
    private static final Duration NEWEST = Duration.ofDays(365);

    /** Older than any event, whatever the reference time: 1980, in epoch milliseconds. */
    private static final long NEVER_BEFORE =
            Instant.parse("1980-01-01T00:00:00Z").toEpochMilli();

    /** What a number of time may count. */
    public enum Unit {
        SECONDS(3),
        MILLISECONDS(0),
        MICROSECONDS(-3),
        NANOSECONDS(-6);

        private final int powerOfTenToMillis;

        Unit(int powerOfTenToMillis) {
            this.powerOfTenToMillis = powerOfTenToMillis;
        }

        /** The unit in words: {@code seconds}. */
        @Override
        public String toString() {
            return switch (this) {
                case SECONDS -> "seconds";
                case MILLISECONDS -> "milliseconds";
                case MICROSECONDS -> "microseconds";
                case NANOSECONDS -> "nanoseconds";
            };
        }
    }

    /**
     * The unit in which a number would be a believable time: after 1980, at most 35 years before the reference time and
     * at most one after it.
     *
     * @param number of units since the epoch; any number, however large
     * @param reference when the event was written, or is read
     * @return empty where no unit fits
     */
    public static Optional<TimeUnitGuess> near(BigDecimal number, Instant reference) {
        // Before anything is scaled: a number may have a billion digits when it is written out.
        long digits = (long) number.precision() - number.scale();
        if (number.signum() <= 0 || digits < 9 || digits > 20) {
            return Optional.empty();
        }
        for (Unit unit : Unit.values()) {
            long millis = number.scaleByPowerOfTen(unit.powerOfTenToMillis)
                    .setScale(0, RoundingMode.FLOOR)
                    .min(BigDecimal.valueOf(Long.MAX_VALUE))
                    .longValueExact();
            if (isBelievable(millis, reference)) {
                return Optional.of(new TimeUnitGuess(unit, Instant.ofEpochMilli(millis)));
            }
        }
        return Optional.empty();
    }

    /**
     * Whether an event may well have this time.
     *
     * @param millis since the epoch
     * @param reference when the event was written, or is read
     */
    public static boolean isBelievable(long millis, Instant reference) {
        long now = reference.toEpochMilli();
        return millis >= Math.max(NEVER_BEFORE, now - OLDEST.toMillis()) && millis <= now + NEWEST.toMillis();
    }

    /** The guess as part of a message: {@code as seconds it would be 2026-11-30T10:15:30Z}. */
    @Override
    public String toString() {
        return "as " + unit + " it would be " + time;
    }
}
