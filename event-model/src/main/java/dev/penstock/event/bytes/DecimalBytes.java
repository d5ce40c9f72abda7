// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.bytes;

/** Decimal literals of at most 18 characters and without an exponent, read where they stand. */
public final class DecimalBytes {

    private static final long[] POWERS_OF_TEN = new long[19];

    static {
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = 10 * POWERS_OF_TEN[i - 1];
        }
    }

    private DecimalBytes() {}

    /** @param exponent 0 to 18 */
    public static long powerOfTen(int exponent) {
        return POWERS_OF_TEN[exponent];
    }

    /** Whether the bytes are digits with an optional sign and point, as JSON writes a number; zeros in front don't matter. */
    public static boolean arePlain(byte[] bytes, int start, int end) {
        int first = start < end && bytes[start] == '-' ? start + 1 : start;
        int point = -1;
        for (int i = first; i < end; i++) {
            if (bytes[i] == '.' && point < 0) {
                point = i;
            } else if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return first < end && point != first && point != end - 1;
    }

    public static long unscaled(byte[] bytes, int start, int end) {
        boolean negative = bytes[start] == '-';
        int i = negative ? start + 1 : start;
        long value = 0;
        while (i + Long.BYTES <= end && SwarBytes.nonDigit(SwarBytes.at(bytes, i)) == 0) {
            value = 100_000_000 * value + SwarBytes.digits(SwarBytes.at(bytes, i));
            i += Long.BYTES;
        }
        for (; i < end; i++) {
            if (bytes[i] != '.') {
                value = 10 * value + bytes[i] - '0';
            }
        }
        return negative ? -value : value;
    }

    public static int scale(byte[] bytes, int start, int end) {
        int first = start;
        while (first + Long.BYTES <= end && SwarBytes.nonDigit(SwarBytes.at(bytes, first)) == 0) {
            first += Long.BYTES;
        }
        for (int i = end - 1; i > first; i--) {
            if (bytes[i] == '.') {
                return end - 1 - i;
            }
        }
        return first > start && first < end && bytes[first] == '.' ? end - 1 - first : 0;
    }
}
