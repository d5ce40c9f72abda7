// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.support;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a command writes its log lines to standard error. */
public final class LogOption {

    @Option(
            names = "--log",
            paramLabel = "readable|json",
            description = "How log lines are written: for people, or as JSON in the Elastic Common Schema. Default:"
                    + " readable",
            converter = OfFormat.class)
    private Format format = Format.READABLE;

    private enum Format {
        READABLE,
        JSON
    }

    /** Whether every line is to be a JSON object. */
    public boolean isJson() {
        return format == Format.JSON;
    }

    static final class OfFormat implements ITypeConverter<Format> {
        @Override
        public Format convert(String text) {
            return switch (text) {
                case "readable" -> Format.READABLE;
                case "json" -> Format.JSON;
                default -> throw new TypeConversionException("expected readable or json, found '" + text + "'");
            };
        }
    }
}
