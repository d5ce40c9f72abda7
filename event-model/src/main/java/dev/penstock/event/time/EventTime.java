// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.time;

import dev.penstock.event.FieldKind;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;
import dev.penstock.event.bytes.DecimalBytes;
import dev.penstock.event.pipeline.Source.Unit;
import dev.penstock.event.pipeline.TimeFormat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads the time that an event gives for itself. */
public final class EventTime {

    /** Latest time that is taken: the end of the year 9999, in epoch milliseconds. */
    public static final long MAX = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    // Between these bounds, which lie a factor of 13 apart, a number is a time in one unit at most: units are a
    // thousand apart.
    private static final Instant AUTO_FROM = Instant.parse("1980-01-01T00:00:00Z");
    private static final Instant AUTO_TO = Instant.parse("2100-01-01T00:00:00Z");

    private static final List<Unit> COUNTED = List.of(Unit.SECONDS, Unit.MILLIS, Unit.MICROS, Unit.NANOS);

    /** A number that is written as text. */
    private static final Pattern DIGITS = Pattern.compile("\\d{1,25}(?:\\.\\d{1,25})?");

    /** More digits than any time has. */
    private static final int MOST_DIGITS = 15;

    private EventTime() {}

    /**
     * The time in epoch milliseconds, finer parts cut off; empty where the value is no time of this format, or lies
     * before 1970 or behind {@link #MAX}.
     */
    public static OptionalLong parse(FieldValue value, TimeFormat format) {
        Optional<BigDecimal> number = number(value);
        OptionalLong time = switch (format.unit()) {
            case ISO8601 -> iso(value, format);
            case AUTO -> number.isPresent() ? auto(number.get()) : iso(value, format);
            case SECONDS, MILLIS, MICROS, NANOS ->
                number.isPresent() ? epoch(number.get(), format.unit()) : OptionalLong.empty();
        };
        return time.isPresent() && isTaken(time.getAsLong()) ? time : OptionalLong.empty();
    }

    /** What a value would have to be, and what of it is wrong, for a value that {@link #parse} finds no time in. */
    static String expected(FieldValue value, TimeFormat format) {
        String unit = format.unit().name().toLowerCase(Locale.ROOT);
        String fault = fault(value, format);
        return "expected a time in " + unit + " between 1970 and 9999" + (fault.isEmpty() ? "" : ": " + fault);
    }

    private static String fault(FieldValue value, TimeFormat format) {
        boolean isNumber = number(value).isPresent();
        return switch (format.unit()) {
            case SECONDS, MILLIS, MICROS, NANOS -> "";
            case ISO8601 -> value instanceof FieldValue.Text text ? isoFault(text, format) : "it is no text";
            case AUTO ->
                isNumber
                        ? "which unit it is in can't be told, since it lies between 1980 and 2100 in none of them"
                        : value instanceof FieldValue.Text text ? isoFault(text, format) : "";
        };
    }

    private static String isoFault(FieldValue.Text text, TimeFormat format) {
        IsoText.Reading reading = IsoText.read(text.text(), format.zone());
        return reading.isTime() ? "it lies " + (reading.millis() < 0 ? "before" : "after") + " them" : reading.fault();
    }

    /**
     * The same for the field of a slot, read where it stands; -1 where it holds no time of this format. Allocates nothing
     * for times that are written the usual way.
     */
    public static long parse(Fields fields, int slot, TimeFormat format) {
        Unit unit = format.unit();
        long time = switch (unit) {
            case SECONDS, MILLIS, MICROS, NANOS -> epoch(fields, slot, unit);
            case ISO8601 -> iso(fields, slot);
            case AUTO -> fields.kind(slot) == FieldKind.TEXT ? iso(fields, slot) : auto(fields, slot);
        };
        return isTaken(time) ? time : parse(fields.get(slot), format).orElse(-1);
    }

    private static boolean isTaken(long millis) {
        return millis >= 0 && millis <= MAX;
    }

    private static long iso(Fields fields, int slot) {
        return fields.kind(slot) == FieldKind.TEXT && !fields.isEscaped(slot)
                ? IsoTime.parse(fields.bytes(), fields.start(slot), fields.end(slot))
                : -1;
    }

    /** A value beyond {@link #MAX}, or -1, for what is not seen to be a time at once. */
    private static long epoch(Fields fields, int slot, Unit unit) {
        int toMillis = powerToMillis(unit);
        if (!fields.fitsLong(slot)) {
            return toMillis < 0 && fields.isInteger(slot) ? cut(fields, slot, -toMillis) : -1;
        }
        long unscaled = fields.unscaled(slot);
        int power = toMillis - fields.scale(slot);
        if (unscaled < 0 || power < -18) {
            return -1;
        }
        if (power <= 0) {
            return unscaled / DecimalBytes.powerOfTen(-power);
        }
        return unscaled > MAX ? -1 : unscaled * DecimalBytes.powerOfTen(power);
    }

    /** A long integer without its last digits; -1 if that is still too long. */
    private static long cut(Fields fields, int slot, int digits) {
        int end = fields.end(slot) - digits;
        return end - fields.start(slot) <= MOST_DIGITS
                ? DecimalBytes.unscaled(fields.bytes(), fields.start(slot), end)
                : -1;
    }

    /** The same where the unit is to be told, -1 where it isn't at once. */
    private static long auto(Fields fields, int slot) {
        for (Unit unit : COUNTED) {
            long time = epoch(fields, slot, unit);
            if (isInAuto(time)) {
                return time;
            }
        }
        return -1;
    }

    private static OptionalLong auto(BigDecimal number) {
        return COUNTED.stream()
                .map(unit -> epoch(number, unit))
                .filter(time -> time.isPresent() && isInAuto(time.getAsLong()))
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    private static boolean isInAuto(long millis) {
        return millis >= AUTO_FROM.toEpochMilli() && millis < AUTO_TO.toEpochMilli();
    }

    private static OptionalLong epoch(BigDecimal number, Unit unit) {
        BigDecimal millis = number.scaleByPowerOfTen(powerToMillis(unit)).setScale(0, RoundingMode.FLOOR);
        return millis.precision() > MOST_DIGITS ? OptionalLong.empty() : OptionalLong.of(millis.longValueExact());
    }

    /** The number that a value is, or that is written in it as text. */
    static Optional<BigDecimal> number(FieldValue value) {
        if (value instanceof FieldValue.Number number) {
            return Optional.of(number.value());
        }
        return value instanceof FieldValue.Text text
                        && DIGITS.matcher(text.text()).matches()
                ? Optional.of(new BigDecimal(text.text()))
                : Optional.empty();
    }

    private static OptionalLong iso(FieldValue value, TimeFormat format) {
        if (!(value instanceof FieldValue.Text text)) {
            return OptionalLong.empty();
        }
        IsoText.Reading reading = IsoText.read(text.text(), format.zone());
        return reading.isTime() ? OptionalLong.of(reading.millis()) : OptionalLong.empty();
    }

    private static int powerToMillis(Unit unit) {
        return switch (unit) {
            case SECONDS -> 3;
            case MILLIS -> 0;
            case MICROS -> -3;
            case NANOS -> -6;
            case ISO8601, AUTO -> throw new IllegalArgumentException(unit + " counts nothing");
        };
    }
}
