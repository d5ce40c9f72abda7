// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

/** Decimal literals of at most 18 characters and without an exponent, read where they stand. */
final class DecimalBytes {

    private static final long[] POWERS_OF_TEN = new long[19];

    static {
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = 10 * POWERS_OF_TEN[i - 1];
        }
    }

    private DecimalBytes() {}

    /** @param exponent 0 to 18 */
    static long powerOfTen(int exponent) {
        return POWERS_OF_TEN[exponent];
    }

    static long unscaled(byte[] bytes, int start, int end) {
        boolean negative = bytes[start] == '-';
        long value = 0;
        for (int i = negative ? start + 1 : start; i < end; i++) {
            if (bytes[i] != '.') {
                value = 10 * value + bytes[i] - '0';
            }
        }
        return negative ? -value : value;
    }

    static int scale(byte[] bytes, int start, int end) {
        for (int i = end - 1; i > start; i--) {
            if (bytes[i] == '.') {
                return end - 1 - i;
            }
        }
        return 0;
    }
}
