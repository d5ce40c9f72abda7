// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads what {@link TileWriter} wrote. Every method throws {@link TileFormatException} where the bytes end too soon or
 * can't have been written; nothing is allocated by a length before that many bytes are known to be there. Not
 * thread-safe.
 */
public final class TileReader {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Beyond what sums of usable numbers have, on either side of the point. */
    private static final int MAX_SCALE = 1_000;

    private static final int MAX_DECIMAL_BYTES = 1_000;

    private byte[] bytes;
    private int at;
    private int end;

    public TileReader() {
        this(new byte[0]);
    }

    public TileReader(byte[] bytes) {
        reset(bytes, 0, bytes.length);
    }

    /** Starts over with other bytes, which are not copied. */
    public void reset(byte[] newBytes, int from, int to) {
        bytes = newBytes;
        at = from;
        end = to;
    }

    /** What is read from, see {@link #position}. */
    public byte[] buffer() {
        return bytes;
    }

    /** Index in {@link #buffer} of what is read next. */
    public int position() {
        return at;
    }

    public void position(int index) {
        at = index;
    }

    public int single() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    public boolean flag() {
        int value = single();
        if (value > TileWriter.TRUE) {
            throw wrong("expected 0 or 1, found " + value);
        }
        return value == TileWriter.TRUE;
    }

    public int fixedInt() {
        need(Integer.BYTES);
        int value = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            value = value << Byte.SIZE | bytes[at++] & 0xFF;
        }
        return value;
    }

    public long fixedLong() {
        need(Long.BYTES);
        at += Long.BYTES;
        return longAt(at - Long.BYTES);
    }

    /** Eight bytes of {@link #buffer}, as {@link #fixedLong} reads them; the position stays. */
    public long longAt(int index) {
        return (long) LONGS.get(bytes, index);
    }

    private long unsigned() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = single();
            value |= (next & 0x7FL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw wrong("expected an integer of at most 64 bits, found a longer one");
    }

    public long signed() {
        long value = unsigned();
        return value >>> 1 ^ -(value & 1);
    }

    /** An integer that is not negative. */
    public long count() {
        long value = unsigned();
        if (value < 0) {
            throw wrong("expected an integer of at most 63 bits, found a longer one");
        }
        return value;
    }

    /** The end of a span of times that starts with {@code first}, written as its length. */
    public long spanEnd(long first) {
        long length = count();
        if (first + length < first) {
            throw wrong("expected a span of event times, found one of " + length + " ms from " + first);
        }
        return first + length;
    }

    public byte[] bytes(long length) {
        int from = at;
        skip(length);
        return Arrays.copyOfRange(bytes, from, at);
    }

    public void skip(long length) {
        need(length);
        at += (int) length;
    }

    public void decimal(Decimal value) {
        long scale = signed();
        int length = decimalLength(scale);
        if (length <= Long.BYTES) {
            need(length);
            long unscaled = bytes[at++];
            for (int i = 1; i < length; i++) {
                unscaled = unscaled << Byte.SIZE | bytes[at++] & 0xFF;
            }
            value.set(unscaled, (int) scale);
        } else {
            value.set(new BigDecimal(new BigInteger(bytes(length)), (int) scale));
        }
    }

    public void skipDecimal() {
        skip(decimalLength(signed()));
    }

    private int decimalLength(long scale) {
        long length = count();
        if (scale < -MAX_SCALE || scale > MAX_SCALE || length == 0 || length > MAX_DECIMAL_BYTES) {
            throw wrong("expected a number of at most " + MAX_DECIMAL_BYTES + " bytes and a scale of at most "
                    + MAX_SCALE + ", found " + length + " bytes and the scale " + scale);
        }
        return (int) length;
    }

    /** Passes a scalar without looking at more of it than its length. */
    public void skipScalar() {
        int type = single();
        if (type == TileWriter.NUMBER) {
            skipDecimal();
        } else if (type == TileWriter.TEXT) {
            skip(count());
        } else if (type > TileWriter.TEXT) {
            throw wrongType(type);
        }
    }

    private TileFormatException wrongType(int type) {
        return wrong("expected the type of a value, 0 to 3, found " + type);
    }

    public void end() {
        if (at < end) {
            throw wrong("expected the end, found " + (end - at) + " more bytes");
        }
    }

    public TileFormatException wrong(String message) {
        return new TileFormatException("tile is damaged before byte " + at + " of " + end + ": " + message);
    }

    /** Fails unless there are so many bytes left. */
    public void checkLength(long length) {
        need(length);
    }

    private void need(long length) {
        if (length < 0 || length > end - at) {
            throw new TileFormatException(
                    "tile is truncated: expected " + length + " bytes from byte " + at + ", found " + (end - at));
        }
    }
}
