// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams;

import dev.penstock.streams.logging.LogFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a log format. */
final class OfLogFormat implements ITypeConverter<LogFormat> {

    @Override
    public LogFormat convert(String text) {
        return switch (text) {
            case "readable" -> LogFormat.READABLE;
            case "json" -> LogFormat.JSON;
            default -> throw new TypeConversionException("expected readable or json, found '" + text + "'");
        };
    }
}
