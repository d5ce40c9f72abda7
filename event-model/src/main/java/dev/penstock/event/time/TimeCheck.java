// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.time;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.FieldValue;
import dev.penstock.event.field.DemandCheck;
import dev.penstock.event.pipeline.Source.Unit;
import dev.penstock.event.pipeline.TimeFormat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Says what is wrong with the time of an event. A number that was written in another unit than the declared one is often
 * a time all the same: seconds taken for milliseconds lie in January 1970. An event is refused for that only where its
 * time is older than any event and another unit makes it believable; old events, of whatever year, are nobody's mistake.
 */
public final class TimeCheck {

    /** In epoch milliseconds: from 1980 on a time is taken as it is. Below, another unit may fit better. */
    public static final long SURE = Instant.parse("1980-01-01T00:00:00Z").toEpochMilli();

    private TimeCheck() {}

    /**
     * Null where nothing is wrong.
     *
     * @param where the value stands, such as {@code 'at'}
     * @param value that should be a time
     * @param time that was read of it, epoch milliseconds; negative where it holds none
     * @param now by which it is judged what is believable
     */
    public static BadEvent refusal(String where, TimeFormat declared, FieldValue value, long time, Instant now) {
        Optional<String> better = better(declared, value, time, now);
        if (better.isPresent()) {
            return new BadEvent(Reason.TIMESTAMP_WRONG_UNIT, found(where, declared, value, time) + better.get());
        }
        return time >= 0
                ? null
                : new BadEvent(
                        Reason.TIMESTAMP_INVALID,
                        where + " is " + DemandCheck.describe(value) + ", " + EventTime.expected(value, declared));
    }

    private static String found(String where, TimeFormat declared, FieldValue value, long time) {
        String is = where + " is " + DemandCheck.describe(value);
        return time < 0
                ? is + ", no time in " + unit(declared) + "; "
                : is + ", which in " + unit(declared) + " lies in "
                        + Instant.ofEpochMilli(time).toString().substring(0, 4) + "; ";
    }

    /** What the value would be in the unit that fits; empty where none does. */
    private static Optional<String> better(TimeFormat declared, FieldValue value, long time, Instant now) {
        if (declared.unit() == Unit.AUTO) {
            return Optional.empty();
        }
        Optional<BigDecimal> number = EventTime.number(value);
        if (number.isPresent()) {
            return TimeUnitGuess.near(number.get(), now).map(guess -> guess + declare(guess.unit()));
        }
        if (declared.unit() != Unit.ISO8601) {
            return EventTime.parse(value, TimeFormat.of(Unit.ISO8601)).stream()
                    .filter(millis -> TimeUnitGuess.isBelievable(millis, now))
                    .mapToObj(millis ->
                            "as iso8601 it would be " + Instant.ofEpochMilli(millis) + " (unit: iso8601 reads it)")
                    .findFirst();
        }
        // A text is written from a number, and whoever did so may have taken seconds for milliseconds.
        return TimeUnitGuess.near(BigDecimal.valueOf(time), now)
                .map(guess -> "if whoever wrote it took seconds for milliseconds it is " + guess.time());
    }

    private static String declare(TimeUnitGuess.Unit unit) {
        return switch (unit) {
            case SECONDS -> " (unit: seconds reads it)";
            case MILLISECONDS -> " (unit: millis reads it)";
            case MICROSECONDS -> " (unit: micros reads it)";
            case NANOSECONDS -> " (unit: nanos reads it)";
        };
    }

    private static String unit(TimeFormat declared) {
        return declared.unit().name().toLowerCase(Locale.ROOT);
    }
}
