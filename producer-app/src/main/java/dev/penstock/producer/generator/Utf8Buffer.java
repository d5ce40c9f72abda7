// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.generator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static java.util.stream.Collectors.joining;

/** Builds the bytes of one event after the other in the same array: generation must cost less than sending. */
final class Utf8Buffer {

    private static final byte[] HEX = utf8("0123456789abcdef");

    /** The two digits of each number from 0 to 99. */
    private static final byte[] PAIRS = utf8(IntStream.range(0, 100)
            .mapToObj(number -> String.format(Locale.ROOT, "%02d", number))
            .collect(joining()));

    /** Digits of the greatest number. */
    private static final int LONGEST = 19;

    /** Room for all that is not a text of its own length. */
    private static final int ROOM = 1024;

    private byte[] bytes = new byte[ROOM];
    private int length;

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[][] utf8All(String... texts) {
        return Stream.of(texts).map(Utf8Buffer::utf8).toArray(byte[][]::new);
    }

    Utf8Buffer clear() {
        length = 0;
        return this;
    }

    /** Of any length. */
    Utf8Buffer text(byte[] utf8) {
        if (length + utf8.length + ROOM > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (length + utf8.length) + ROOM);
        }
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
        return this;
    }

    /** Decimal digits. @param value not negative */
    Utf8Buffer digits(long value) {
        int count = 1;
        for (long power = 10; count < LONGEST && value >= power; power *= 10) {
            count++;
        }
        return digits(value, count);
    }

    /** Decimal digits with leading zeros, exactly {@code count} of them. */
    Utf8Buffer digits(long value, int count) {
        long rest = value;
        int from = length + count;
        // Divisions are most of the work, so each gives two digits.
        while (from - length >= 2) {
            long hundreds = rest / 100;
            int pair = 2 * (int) (rest - 100 * hundreds);
            bytes[--from] = PAIRS[pair + 1];
            bytes[--from] = PAIRS[pair];
            rest = hundreds;
        }
        if (from > length) {
            bytes[--from] = (byte) ('0' + rest % 10);
        }
        length += count;
        return this;
    }

    /** An amount of hundredths with two decimals. */
    Utf8Buffer cents(long cents) {
        digits(cents / 100);
        bytes[length++] = '.';
        return digits(cents % 100, 2);
    }

    /** The lowest {@code count} digits of the value to the base of 16. */
    Utf8Buffer hex(long value, int count) {
        for (int shift = (count - 1) * 4; shift >= 0; shift -= 4) {
            bytes[length++] = HEX[(int) (value >>> shift) & 15];
        }
        return this;
    }

    /** The lowest 40 bits of the value as 8 digits to the base of 32. */
    Utf8Buffer base32(long value) {
        for (int shift = 35; shift >= 0; shift -= 5) {
            int digit = (int) (value >>> shift) & 31;
            bytes[length++] = (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
        }
        return this;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
