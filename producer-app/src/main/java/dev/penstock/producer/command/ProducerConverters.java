// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.command;

import dev.penstock.event.Durations;
import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.Source;
import dev.penstock.producer.replay.ReplayOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;

/** Reads the values of options; what can't be read ends in one line that says what was expected. */
public final class ProducerConverters {

    private ProducerConverters() {}

    /** {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h} or {@code 1d}; more than 0. */
    public static final class OfDuration implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            Duration duration = Durations.read(text)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is no duration such as 500ms, 30s, 5m, 1h or 1d"));
            if (duration.isZero() || duration.compareTo(Durations.LONGEST) > 0) {
                throw new TypeConversionException("a duration has to be more than 0 and at most "
                        + Durations.text(Durations.LONGEST) + ", found '" + text + "'");
            }
            return duration;
        }
    }

    /** A time with its offset. */
    static final class OfInstant implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw new TypeConversionException("'" + text + "' is no time such as 2026-01-31T12:00:00Z");
            }
        }
    }

    /** A dotted path. */
    public static final class OfFieldPath implements ITypeConverter<FieldPath> {
        @Override
        public FieldPath convert(String text) {
            try {
                return FieldPath.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    static final class OfUnit implements ITypeConverter<Source.Unit> {
        @Override
        public Source.Unit convert(String text) {
            return constant(Source.Unit.class, text, "seconds, millis, micros, nanos, iso8601 or auto");
        }
    }

    static final class OfOnMalformed implements ITypeConverter<ReplayOptions.OnMalformed> {
        @Override
        public ReplayOptions.OnMalformed convert(String text) {
            return constant(ReplayOptions.OnMalformed.class, text, "send or refuse");
        }
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text, String expected) {
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("expected " + expected + ", found '" + text + "'");
        }
    }
}
