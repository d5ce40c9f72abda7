// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate.codec;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Puts rows together from bytes, numbers without trailing zeros and, up to {@link #MAX_PLAIN_DIGITS} digits, without an exponent. Can be used again after {@link #reset}. Not
 * thread-safe.
 */
public final class JsonWriter {

    private static final int MAX_PLAIN_DIGITS = 40;

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_DIGITS_OF_A_LONG = 20;

    private byte[] bytes = new byte[256];
    private int size;

    public void reset() {
        size = 0;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** What was written so far stands in the first {@link #size} of them, until more is written. */
    public byte[] buffer() {
        return bytes;
    }

    public int size() {
        return size;
    }

    private void ensure(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), 2 * bytes.length));
        }
    }

    public void raw(byte[] json) {
        ensure(json.length);
        System.arraycopy(json, 0, bytes, size, json.length);
        size += json.length;
    }

    public void single(char ascii) {
        ensure(1);
        bytes[size++] = (byte) ascii;
    }

    public void nothing() {
        raw(NULL);
    }

    public void number(long value) {
        ensure(MOST_DIGITS_OF_A_LONG);
        if (value < 0) {
            bytes[size++] = '-';
        }
        int length = digits(value);
        int at = size + length;
        size = at;
        long rest = value;
        do {
            // Negative remainders, so that the smallest number needs no case of its own.
            bytes[--at] = (byte) ('0' + Math.abs((int) (rest % 10)));
            rest /= 10;
        } while (rest != 0);
    }

    private static int digits(long value) {
        int digits = 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    public static String digits(BigDecimal stripped) {
        int length = stripped.scale() <= 0
                ? stripped.precision() - stripped.scale()
                : Math.max(stripped.precision(), stripped.scale() + 1);
        return length <= MAX_PLAIN_DIGITS ? stripped.toPlainString() : stripped.toString();
    }

    /** Strips the value. */
    public void number(Decimal value) {
        value.strip();
        if (!value.isSmall() || Math.abs(value.scale()) > MAX_PLAIN_DIGITS / 2) {
            raw(digits(value.toBigDecimal()).getBytes(StandardCharsets.US_ASCII));
            return;
        }
        number(value.unscaled());
        if (value.scale() < 0) {
            ensure(-value.scale());
            for (int i = value.scale(); i < 0; i++) {
                bytes[size++] = '0';
            }
        } else if (value.scale() > 0) {
            insertPoint(value.scale(), digits(value.unscaled()));
        }
    }

    /** Into the last number, which has so many digits. */
    private void insertPoint(int scale, int digits) {
        int zeros = Math.max(0, scale + 1 - digits);
        ensure(zeros + 1);
        int first = size - digits;
        System.arraycopy(bytes, first, bytes, first + zeros, digits);
        Arrays.fill(bytes, first, first + zeros, (byte) '0');
        size += zeros;
        int point = size - scale;
        System.arraycopy(bytes, point, bytes, point + 1, scale);
        bytes[point] = '.';
        size++;
    }

    public void number(BigDecimal value) {
        raw(digits(value.stripTrailingZeros()).getBytes(StandardCharsets.US_ASCII));
    }

    public void text(byte[] utf8, int from, int to) {
        ensure(2 + 6 * (to - from));
        bytes[size++] = '"';
        for (int i = from; i < to; i++) {
            character(utf8[i]);
        }
        bytes[size++] = '"';
    }

    private void character(byte c) {
        if (c == '"' || c == '\\') {
            bytes[size++] = '\\';
            bytes[size++] = c;
        } else if (c >= 0 && c < ' ') {
            control(c);
        } else {
            bytes[size++] = c;
        }
    }

    private void control(byte c) {
        bytes[size++] = '\\';
        switch (c) {
            case '\b' -> bytes[size++] = 'b';
            case '\t' -> bytes[size++] = 't';
            case '\n' -> bytes[size++] = 'n';
            case '\f' -> bytes[size++] = 'f';
            case '\r' -> bytes[size++] = 'r';
            default -> {
                bytes[size++] = 'u';
                bytes[size++] = '0';
                bytes[size++] = '0';
                bytes[size++] = HEX[c >> 4];
                bytes[size++] = HEX[c & 0xF];
            }
        }
    }
}
