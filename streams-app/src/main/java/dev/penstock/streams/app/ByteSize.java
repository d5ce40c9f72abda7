// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.app;

import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** Sizes as people write them. */
final class ByteSize {

    private static final Pattern FORM = Pattern.compile("(\\d{1,12})([kmg%]?)");

    private static final int ALL_PERCENT = 100;

    private ByteSize() {}

    /**
     * Bytes, or with {@code k}, {@code m} or {@code g} behind it kibi-, mebi- or gibibytes; with {@code %} a share of the
     * memory of the machine, or of what its container may take.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static long parse(String text) {
        return parse(text, ByteSize::memory);
    }

    /** @param memory how many bytes are 100 % */
    static long parse(String text, LongSupplier memory) {
        var match = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!match.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no size such as 256m, 268435456 or 25%");
        }
        long number = Long.parseLong(match.group(1));
        if (match.group(2).equals("%")) {
            if (number > ALL_PERCENT) {
                throw new IllegalArgumentException("found " + text + ", expected at most 100%");
            }
            return memory.getAsLong() / ALL_PERCENT * number;
        }
        int shift = switch (match.group(2)) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            default -> 0;
        };
        return Math.multiplyExact(number, 1L << shift);
    }

    private static long memory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }
}
