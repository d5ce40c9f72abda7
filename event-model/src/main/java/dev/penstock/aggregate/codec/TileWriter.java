// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes what {@link TileReader} reads. Integers are varints: seven bits a byte, lowest first. Can be used again after
 * {@link #reset}. Not thread-safe.
 */
public final class TileWriter {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    static final int FALSE = 0;
    public static final int TRUE = 1;
    public static final int NUMBER = 2;
    public static final int TEXT = 3;

    private byte[] bytes = new byte[64];
    private int size;

    public void reset() {
        size = 0;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** What was written so far stands at the start of it, until more is written. */
    public byte[] buffer() {
        return bytes;
    }

    public int size() {
        return size;
    }

    public int capacity() {
        return bytes.length;
    }

    private void ensure(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), 2 * bytes.length));
        }
    }

    public void single(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    public void flag(boolean value) {
        single(value ? TRUE : FALSE);
    }

    public void fixedInt(int value) {
        ensure(Integer.BYTES);
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    public void fixedLong(long value) {
        ensure(Long.BYTES);
        LONGS.set(bytes, size, value);
        size += Long.BYTES;
    }

    public void unsigned(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Small magnitudes of either sign are short: 0, -1, 1, -2 become 0, 1, 2, 3. */
    public void signed(long value) {
        unsigned(value << 1 ^ value >> 63);
    }

    /** Without a length. */
    public void bytes(byte[] source) {
        bytes(source, 0, source.length);
    }

    /** Without a length. */
    public void bytes(byte[] source, int from, int to) {
        ensure(to - from);
        System.arraycopy(source, from, bytes, size, to - from);
        size += to - from;
    }

    /** Strips the value. */
    public void decimal(Decimal value) {
        value.strip();
        if (value.isSmall()) {
            signed(value.scale());
            minimal(value.unscaled());
        } else {
            BigDecimal stripped = value.toBigDecimal();
            signed(stripped.scale());
            byte[] digits = stripped.unscaledValue().toByteArray();
            unsigned(digits.length);
            bytes(digits);
        }
    }

    /** As {@link java.math.BigInteger#toByteArray} has it: two's complement, highest first, no more bytes than needed. */
    private void minimal(long value) {
        int length = (Long.SIZE - Long.numberOfLeadingZeros(value ^ value >> 63)) / Byte.SIZE + 1;
        unsigned(length);
        ensure(length);
        for (int shift = (length - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    /** A scalar that is a text. */
    public void text(byte[] utf8, int from, int to) {
        single(TEXT);
        unsigned(to - from);
        bytes(utf8, from, to);
    }
}
