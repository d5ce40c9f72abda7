// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.bytes;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A JSON text that is put together, UTF-8. Grows, and is used again for the next value. Not safe for use by several
 * threads at a time.
 */
public final class JsonText {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.ISO_8859_1);
    private static final int MOST_DIGITS = 20;

    /** There is no room for what is to be put. Without a stack trace, so that bad input is cheap. */
    public static final class FullException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        FullException(int limit) {
            super("more than " + limit + " bytes as JSON", null, false, false);
        }
    }

    private final int limit;
    private byte[] bytes = new byte[256];
    private int size;

    /** @param limit so many bytes may be in it, or putting more throws a {@link FullException} */
    public JsonText(int limit) {
        this.limit = limit;
    }

    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    /** What is in it stands in the first {@link #size} of them, until more is put. */
    public byte[] bytes() {
        return bytes;
    }

    public byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    /** Puts a character of ASCII as it is. */
    public void mark(char ascii) {
        ensure(1);
        bytes[size++] = (byte) ascii;
    }

    /** Puts JSON as it is. */
    public void verbatim(byte[] json) {
        ensure(json.length);
        System.arraycopy(json, 0, bytes, size, json.length);
        size += json.length;
    }

    public void nothing() {
        verbatim(NULL);
    }

    public void bool(boolean value) {
        verbatim(value ? TRUE : FALSE);
    }

    public void number(long value) {
        ensure(MOST_DIGITS);
        if (value < 0) {
            if (value == Long.MIN_VALUE) {
                verbatim(Long.toString(value).getBytes(StandardCharsets.ISO_8859_1));
                return;
            }
            bytes[size++] = '-';
            digits(-value);
        } else {
            digits(value);
        }
    }

    /** Backwards from the last digit: how many there are is known before the first is written. */
    private void digits(long value) {
        int length = 1;
        for (long ten = 10; length < 19 && value >= ten; ten *= 10) {
            length++;
        }
        long left = value;
        for (int i = size + length - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        size += length;
    }

    /** Puts a number; null for one that JSON can't spell. */
    public void number(double value) {
        literalOrNothing(Double.isFinite(value), Double.toString(value));
    }

    /** Puts the shortest digits that stand for this number as a float. */
    public void number(float value) {
        literalOrNothing(Float.isFinite(value), Float.toString(value));
    }

    private void literalOrNothing(boolean isNumber, String literal) {
        verbatim(isNumber ? literal.getBytes(StandardCharsets.ISO_8859_1) : NULL);
    }

    public void number(BigDecimal value) {
        verbatim(value.toPlainString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Puts bytes as a text in Base64 (RFC 4648, section 4). */
    public void base64(byte[] from, int start, int end) {
        mark('"');
        verbatim(Base64.getEncoder().encode(Arrays.copyOfRange(from, start, end)));
        mark('"');
    }

    public void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        text(utf8, 0, utf8.length);
    }

    /** Puts a text, escaped where JSON asks for it (RFC 8259, section 7). The bytes have to be UTF-8. */
    public void text(byte[] from, int start, int end) {
        ensure(end - start + 2);
        bytes[size++] = '"';
        int plain = start;
        for (int i = start; i < end; i++) {
            byte b = from[i];
            if (b == '"' || b == '\\' || b >= 0 && b < ' ') {
                plain(from, plain, i);
                escape(b);
                ensure(end - i + 1);
                plain = i + 1;
            }
        }
        plain(from, plain, end);
        mark('"');
    }

    private void plain(byte[] from, int start, int end) {
        System.arraycopy(from, start, bytes, size, end - start);
        size += end - start;
    }

    private void escape(byte b) {
        ensure(6);
        bytes[size++] = '\\';
        if (b == '"' || b == '\\') {
            bytes[size++] = b;
        } else {
            bytes[size++] = 'u';
            bytes[size++] = '0';
            bytes[size++] = '0';
            bytes[size++] = HEX[b >> 4];
            bytes[size++] = HEX[b & 15];
        }
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            if (more > limit - size) {
                throw new FullException(limit);
            }
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }
}
