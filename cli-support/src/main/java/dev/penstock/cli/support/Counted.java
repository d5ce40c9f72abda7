// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.support;

import java.util.Locale;

/** Puts a number of things into words. */
public final class Counted {

    private Counted() {}

    /**
     * {@code 1 event}, {@code 2,000 events}.
     *
     * @param noun whose plural ends in s
     */
    public static String of(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }
}
