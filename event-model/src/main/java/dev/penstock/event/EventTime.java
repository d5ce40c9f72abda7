// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import dev.penstock.event.pipeline.Source.Unit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads the time that an event gives for itself. */
public final class EventTime {

    /** Latest time that is taken: the end of the year 9999, in epoch milliseconds. */
    public static final long MAX = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    /** RFC 3339, the offsets of ISO 8601 that it leaves out (+02, +0200), and times without seconds. */
    private static final Pattern SHAPE = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?" + "(?:[Zz]|[+-]\\d\\d(?::?\\d\\d)?)");

    // Takes more than one offset in a row, which SHAPE doesn't; strict, or 30 February would be the 28th.
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private EventTime() {}

    /**
     * The time in epoch milliseconds, finer parts cut off; empty where the value is no time of this unit, or lies
     * before 1970 or behind {@link #MAX}.
     */
    public static OptionalLong parse(FieldValue value, Unit unit) {
        OptionalLong time = switch (unit) {
            case SECONDS -> epoch(value, 3);
            case MILLIS -> epoch(value, 0);
            case ISO8601 -> iso(value);
        };
        return time.isPresent() && time.getAsLong() >= 0 && time.getAsLong() <= MAX ? time : OptionalLong.empty();
    }

    /**
     * The same for the field of a slot, read where it stands; -1 where it holds no time of this unit. Allocates nothing
     * for times that are written the usual way.
     */
    static long parse(Fields fields, int slot, Unit unit) {
        long time = switch (unit) {
            case SECONDS -> epoch(fields, slot, 3);
            case MILLIS -> epoch(fields, slot, 0);
            case ISO8601 ->
                fields.kind(slot) == FieldKind.TEXT && !fields.isEscaped(slot)
                        ? IsoTime.parse(fields.bytes(), fields.start(slot), fields.end(slot))
                        : -1;
        };
        return time >= 0 && time <= MAX ? time : parse(fields.get(slot), unit).orElse(-1);
    }

    /** A value beyond {@link #MAX}, or -1, for what is not seen to be a time at once. */
    private static long epoch(Fields fields, int slot, int powerOfTenToMillis) {
        long unscaled = fields.fitsLong(slot) ? fields.unscaled(slot) : -1;
        if (unscaled < 0) {
            return -1;
        }
        int power = powerOfTenToMillis - fields.scale(slot);
        if (power <= 0) {
            return unscaled / DecimalBytes.powerOfTen(-power);
        }
        return unscaled > MAX ? -1 : unscaled * DecimalBytes.powerOfTen(power);
    }

    private static OptionalLong epoch(FieldValue value, int powerOfTenToMillis) {
        if (!(value instanceof FieldValue.Number number)) {
            return OptionalLong.empty();
        }
        BigDecimal millis = number.value().scaleByPowerOfTen(powerOfTenToMillis).setScale(0, RoundingMode.FLOOR);
        return millis.precision() > 15 ? OptionalLong.empty() : OptionalLong.of(millis.longValueExact());
    }

    private static OptionalLong iso(FieldValue value) {
        if (!(value instanceof FieldValue.Text text)
                || !SHAPE.matcher(text.text()).matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(ISO.parse(text.text(), OffsetDateTime::from)
                    .truncatedTo(ChronoUnit.MILLIS)
                    .toInstant()
                    .toEpochMilli());
        } catch (DateTimeException noTime) {
            return OptionalLong.empty();
        }
    }
}
