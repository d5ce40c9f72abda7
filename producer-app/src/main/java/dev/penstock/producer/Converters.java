// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer;

import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.Source;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the values of options; what can't be read ends in one line that says what was expected. */
public final class Converters {

    private Converters() {}

    /** {@code 500ms}, {@code 30s}, {@code 5m} or {@code 1h}; more than 0. */
    public static final class OfDuration implements ITypeConverter<Duration> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

        @Override
        public Duration convert(String text) {
            var match = FORM.matcher(text);
            if (!match.matches()) {
                throw new TypeConversionException("'" + text + "' is no duration such as 500ms, 30s, 5m or 1h");
            }
            long number = Long.parseLong(match.group(1));
            if (number == 0) {
                throw new TypeConversionException("a duration has to be more than 0, found '" + text + "'");
            }
            return switch (match.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofHours(number);
            };
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
            return constant(Source.Unit.class, text, "seconds, millis or iso8601");
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
