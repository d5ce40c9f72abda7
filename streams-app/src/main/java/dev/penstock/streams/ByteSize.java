// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams;

import java.util.Locale;
import java.util.regex.Pattern;

/** Sizes as people write them. */
final class ByteSize {

    private static final Pattern FORM = Pattern.compile("(\\d{1,12})([kmg]?)");

    private ByteSize() {}

    /**
     * Bytes, or with {@code k}, {@code m} or {@code g} behind it kibi-, mebi- or gibibytes.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static long parse(String text) {
        var match = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!match.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no size such as 256m or 268435456");
        }
        int shift = switch (match.group(2)) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            default -> 0;
        };
        return Math.multiplyExact(Long.parseLong(match.group(1)), 1L << shift);
    }
}
