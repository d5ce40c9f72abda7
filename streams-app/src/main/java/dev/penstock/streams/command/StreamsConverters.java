// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.command;

import dev.penstock.streams.app.StreamsSettings;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Locale;
import java.util.function.Consumer;

/** Reads the values of options; what can't be read ends in one line that says what was expected. */
final class StreamsConverters {

    private static final int MOST_PORT = 65_535;

    private StreamsConverters() {}

    /** The text of a setting, which stays text. */
    static final class OfApplicationId implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return checked(text, StreamsSettings::requireLegalId);
        }
    }

    /** The text of a setting, which stays text. */
    static final class OfThreads implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return checked(text, StreamsSettings::threads);
        }
    }

    /** The text of a setting, which stays text. */
    static final class OfRocksDbMemory implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return checked(text, StreamsSettings::rocksDbBytes);
        }
    }

    /** The text of a setting, which stays text. */
    static final class OfWaitOrEnd implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return checked(text, StreamsSettings::requireWaitOrEnd);
        }
    }

    static final class OfHttpPort implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (text.equals("off")) {
                return HttpArguments.OFF;
            }
            if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > MOST_PORT) {
                throw new TypeConversionException(String.format(
                        Locale.ROOT, "expected a port from 0 to %d, or off, found '%s'", MOST_PORT, text));
            }
            return Integer.valueOf(text);
        }
    }

    private static String checked(String text, Consumer<String> check) {
        try {
            check.accept(text);
            return text;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
