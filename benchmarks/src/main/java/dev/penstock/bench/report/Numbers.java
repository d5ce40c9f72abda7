// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import java.util.Locale;

/** Numbers with three significant digits or a little more, as a table shows them. */
public final class Numbers {

    private static final String UNKNOWN = "-";

    private Numbers() {}

    /** The median, and behind it the extremes where there is more than one measurement. */
    public static String text(Spread spread) {
        if (spread.least() < 0) {
            return UNKNOWN;
        }
        return spread.least() == spread.most()
                ? text(spread.median())
                : String.format(
                        Locale.ROOT, "%s (%s-%s)", text(spread.median()), text(spread.least()), text(spread.most()));
    }

    /** One number. */
    public static String text(double value) {
        double size = Math.abs(value);
        int digits = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
