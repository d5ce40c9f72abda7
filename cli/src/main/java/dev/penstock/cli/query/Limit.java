// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.query;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many rows are asked for. */
final class Limit implements ITypeConverter<Integer> {

    static final int DEFAULT = 100;

    /** What no limit can be. */
    static final int NOT_GIVEN = 0;

    private static final int MOST_DIGITS = 9;

    @Override
    public Integer convert(String text) {
        boolean number = text.matches("\\d{1," + MOST_DIGITS + "}");
        if (!number || Integer.parseInt(text) == 0) {
            throw new TypeConversionException("expected a number from 1 to 999999999, found '" + text + "'");
        }
        return Integer.valueOf(text);
    }
}
