// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds the JSON text of one event after the other in the same array. For one thread. */
final class JsonBuffer {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** Digits of the smallest long, with its sign. */
    private static final int MAX_DIGITS = 20;

    private static final int UUID_LENGTH = "\"f81d4fae-7dec-31d0-a765-00a0c91e6bf6\"".length();

    private byte[] bytes = new byte[1024];
    private int length;

    /** A text as JSON writes it, with its quotation marks, in UTF-8. */
    static byte[] quoted(String text) {
        var out = new JsonBuffer();
        out.text(text);
        return out.toBytes();
    }

    int length() {
        return length;
    }

    /** Forgets what stands at {@code length} and behind. */
    void truncate(int length) {
        this.length = length;
    }

    void put(char ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
    }

    void put(byte[] json) {
        put(json, 0, json.length);
    }

    void put(JsonBuffer other) {
        put(other.bytes, 0, other.length);
    }

    void put(byte[] json, int from, int to) {
        int count = to - from;
        ensure(count);
        System.arraycopy(json, from, bytes, length, count);
        length += count;
    }

    /** A text in quotation marks; half a surrogate pair becomes a question mark. */
    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        // At worst every byte becomes a backslash, a u and four digits.
        ensure(6 * utf8.length + 2);
        bytes[length++] = '"';
        for (byte b : utf8) {
            if (b >= 0 && b < ' ') {
                escapeControl(b);
            } else {
                if (b == '"' || b == '\\') {
                    bytes[length++] = '\\';
                }
                bytes[length++] = b;
            }
        }
        bytes[length++] = '"';
    }

    private void escapeControl(byte b) {
        for (byte c : new byte[] {'\\', 'u', '0', '0', HEX[b >> 4], HEX[b & 15]}) {
            bytes[length++] = c;
        }
    }

    void number(long value) {
        ensure(MAX_DIGITS);
        if (value >= 0 && value < 10) {
            bytes[length++] = (byte) ('0' + value);
            return;
        }
        if (value < 0) {
            bytes[length++] = '-';
        }
        int count = 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            count++;
        }
        long rest = value;
        for (int i = length + count - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + Math.abs(rest % 10));
            rest /= 10;
        }
        length += count;
    }

    /** The last {@code count} digits of a number that is not negative. */
    void digits(int value, int count) {
        ensure(count);
        int rest = value;
        for (int i = length + count - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    /** A UUID of these halves, as RFC 9562 writes it, in quotation marks. */
    void uuid(long high, long low) {
        ensure(UUID_LENGTH);
        bytes[length++] = '"';
        hex(high >>> 32, 8);
        bytes[length++] = '-';
        hex(high >>> 16, 4);
        bytes[length++] = '-';
        hex(high, 4);
        bytes[length++] = '-';
        hex(low >>> 48, 4);
        bytes[length++] = '-';
        hex(low, 12);
        bytes[length++] = '"';
    }

    private void hex(long value, int count) {
        long rest = value;
        for (int i = length + count - 1; i >= length; i--) {
            bytes[i] = HEX[(int) rest & 15];
            rest >>>= 4;
        }
        length += count;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void ensure(int more) {
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(length, more)));
        }
    }
}
