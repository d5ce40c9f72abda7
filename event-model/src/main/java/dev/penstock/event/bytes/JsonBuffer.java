// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.LongStream;

/** Builds the JSON text of one event after the other in the same array, UTF-8. For one thread. */
public final class JsonBuffer {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    /** Digits of the smallest long, with its sign. */
    private static final int MAX_DIGITS = 20;

    /** Powers of ten that a long holds. */
    private static final long[] TENS =
            LongStream.iterate(1, ten -> 10 * ten).limit(19).toArray();

    /** Two digits each, in the bytes of a number whose high byte stands first. */
    private static final short[] PAIRS = pairs();

    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;

    private static final int UUID_LENGTH = "\"f81d4fae-7dec-31d0-a765-00a0c91e6bf6\"".length();

    /** There is no room for what is to be put. Without a stack trace, so that bad input is cheap. */
    public static final class FullException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private FullException(int limit) {
            super("more than " + limit + " bytes as JSON", null, false, false);
        }
    }

    private final int limit;
    private byte[] bytes;
    private int length;

    public JsonBuffer() {
        this(1024, Integer.MAX_VALUE);
    }

    /**
     * @param capacity so many bytes it has room for before it grows
     * @param limit it doesn't grow past so many bytes: who puts more gets a {@link FullException}
     */
    public JsonBuffer(int capacity, int limit) {
        this.limit = limit;
        this.bytes = new byte[capacity];
    }

    private static short[] pairs() {
        var pairs = new short[100];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = (short) ('0' + i / 10 << 8 | '0' + i % 10);
        }
        return pairs;
    }

    /** A text as JSON writes it, with its quotation marks, in UTF-8. */
    public static byte[] quoted(String text) {
        var out = new JsonBuffer();
        out.text(text);
        return out.toBytes();
    }

    public int length() {
        return length;
    }

    /** What was put stands in the first {@link #length} of them, until more is put. */
    public byte[] bytes() {
        return bytes;
    }

    /** Forgets what stands at {@code length} and behind. */
    public void truncate(int length) {
        this.length = length;
    }

    public void put(char ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
    }

    public void put(byte[] json) {
        put(json, 0, json.length);
    }

    public void put(JsonBuffer other) {
        put(other.bytes, 0, other.length);
    }

    public void put(byte[] json, int from, int to) {
        int count = to - from;
        ensure(count);
        System.arraycopy(json, from, bytes, length, count);
        length += count;
    }

    public void nothing() {
        put(NULL);
    }

    public void bool(boolean value) {
        put(value ? TRUE : FALSE);
    }

    /** Puts JSON of ASCII alone as it is. */
    public void literal(String json) {
        put(json.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Bytes as a text in Base64 (RFC 4648, section 4). */
    public void base64(byte[] from, int start, int end) {
        put('"');
        put(Base64.getEncoder().encode(Arrays.copyOfRange(from, start, end)));
        put('"');
    }

    /** A text in quotation marks; half a surrogate pair becomes a question mark. */
    public void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        text(utf8, 0, utf8.length);
    }

    /** A text in quotation marks, escaped where JSON asks for it (RFC 8259, section 7). The bytes have to be UTF-8. */
    public void text(byte[] utf8, int from, int to) {
        put('"');
        int plain = from;
        for (int i = from; i < to; i++) {
            byte b = utf8[i];
            if (b == '"' || b == '\\' || b >= 0 && b < ' ') {
                put(utf8, plain, i);
                escape(b);
                plain = i + 1;
            }
        }
        put(utf8, plain, to);
        put('"');
    }

    private void escape(byte b) {
        ensure(6);
        bytes[length++] = '\\';
        if (b == '"' || b == '\\') {
            bytes[length++] = b;
            return;
        }
        for (byte c : new byte[] {'u', '0', '0', HEX[b >> 4], HEX[b & 15]}) {
            bytes[length++] = c;
        }
    }

    public void number(long value) {
        ensure(MAX_DIGITS);
        if (value >= 0 && value < 10) {
            bytes[length++] = (byte) ('0' + value);
            return;
        }
        if (value < 0) {
            bytes[length++] = '-';
        }
        digits(value, digitCount(value));
    }

    /** How many digits there are in a number, without its sign. */
    private static int digitCount(long value) {
        if (value == Long.MIN_VALUE) {
            return MAX_DIGITS - 1;
        }
        long rest = Math.abs(value);
        // A bit is about 0.301 of a digit: that is too many by one at most.
        int atMost = ((Long.SIZE - Long.numberOfLeadingZeros(rest)) * 1233 >> 12) + 1;
        return rest < TENS[atMost - 1] ? atMost - 1 : atMost;
    }

    /** The last {@code count} digits of a number, without its sign. */
    public void digits(long value, int count) {
        ensure(count);
        long rest = value;
        int i = length + count;
        // Pairs from the end, by numbers of 32 bits as far as they go.
        while (i - length > 9) {
            i -= 8;
            int low = (int) Math.abs(rest % 100_000_000);
            rest /= 100_000_000;
            put(i, low / 10_000);
            put(i + 4, low % 10_000);
        }
        int left = (int) Math.abs(rest % 1_000_000_000);
        while (i - length >= 2) {
            i -= 2;
            SHORTS.set(bytes, i, PAIRS[left % 100]);
            left /= 100;
        }
        if (i > length) {
            bytes[length] = (byte) ('0' + left % 10);
        }
        length += count;
    }

    private void put(int at, int fourDigits) {
        SHORTS.set(bytes, at, PAIRS[fourDigits / 100]);
        SHORTS.set(bytes, at + 2, PAIRS[fourDigits % 100]);
    }

    /** A UUID of these halves, as RFC 9562 writes it, in quotation marks. */
    public void uuid(long high, long low) {
        ensure(UUID_LENGTH);
        int start = length + 1;
        bytes[length] = '"';
        LONGS.set(bytes, start, hex(high >>> 32));
        bytes[start + 8] = '-';
        long middle = hex(high);
        INTS.set(bytes, start + 9, (int) (middle >>> 32));
        bytes[start + 13] = '-';
        INTS.set(bytes, start + 14, (int) middle);
        bytes[start + 18] = '-';
        middle = hex(low >>> 32);
        INTS.set(bytes, start + 19, (int) (middle >>> 32));
        bytes[start + 23] = '-';
        INTS.set(bytes, start + 24, (int) middle);
        LONGS.set(bytes, start + 28, hex(low));
        length += UUID_LENGTH;
        bytes[length - 1] = '"';
    }

    /** The lower half of a number as eight hexadecimal digits in ASCII, the first in the highest byte. */
    private static long hex(long value) {
        long digits = (value & 0xFFFF_0000L) << 16 | value & 0xFFFFL;
        digits = (digits & 0x0000_FF00_0000_FF00L) << 8 | digits & 0x0000_00FF_0000_00FFL;
        digits = (digits & 0x00F0_00F0_00F0_00F0L) << 4 | digits & 0x000F_000F_000F_000FL;
        // Six more takes those from ten on over sixteen.
        long letters = digits + 0x06 * ONES >>> 4 & ONES;
        return digits + '0' * ONES + letters * ('a' - '0' - 10);
    }

    /** Takes away what stands at {@code from} and behind. */
    public byte[] cut(int from) {
        byte[] end = Arrays.copyOfRange(bytes, from, length);
        length = from;
        return end;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void ensure(int more) {
        if (more > bytes.length - length) {
            if (more > limit - length) {
                throw new FullException(limit);
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(2L * bytes.length, length + more)));
        }
    }
}
