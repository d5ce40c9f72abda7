// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.event.FieldValue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link TileWriter} wrote. Every method throws {@link TileFormatException} where the bytes end too soon or
 * can't have been written; nothing is allocated by a length before that many bytes are known to be there.
 */
final class TileReader {

    /** Beyond what sums of usable numbers have, on either side of the point. */
    private static final int MAX_SCALE = 1_000;

    private static final int MAX_DECIMAL_BYTES = 1_000;

    private final byte[] bytes;
    private int at;

    TileReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int single() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    boolean flag() {
        int value = single();
        if (value > TileWriter.TRUE) {
            throw wrong("expected 0 or 1, found " + value);
        }
        return value == TileWriter.TRUE;
    }

    int fixedInt() {
        need(Integer.BYTES);
        int value = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            value = value << Byte.SIZE | bytes[at++] & 0xFF;
        }
        return value;
    }

    long fixedLong() {
        return (long) fixedInt() << Integer.SIZE | fixedInt() & 0xFFFF_FFFFL;
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

    long signed() {
        long value = unsigned();
        return value >>> 1 ^ -(value & 1);
    }

    /** An integer that is not negative. */
    long count() {
        long value = unsigned();
        if (value < 0) {
            throw wrong("expected an integer of at most 63 bits, found a longer one");
        }
        return value;
    }

    byte[] bytes(long length) {
        need(length);
        int from = at;
        at += (int) length;
        return Arrays.copyOfRange(bytes, from, at);
    }

    BigDecimal decimal() {
        long scale = signed();
        long length = count();
        if (scale < -MAX_SCALE || scale > MAX_SCALE || length == 0 || length > MAX_DECIMAL_BYTES) {
            throw wrong("expected a number of at most " + MAX_DECIMAL_BYTES + " bytes and a scale of at most "
                    + MAX_SCALE + ", found " + length + " bytes and the scale " + scale);
        }
        return new BigDecimal(new BigInteger(bytes(length)), (int) scale);
    }

    FieldValue.Scalar scalar() {
        int type = single();
        return switch (type) {
            case TileWriter.FALSE -> new FieldValue.Bool(false);
            case TileWriter.TRUE -> new FieldValue.Bool(true);
            case TileWriter.NUMBER -> Scalars.number(decimal());
            case TileWriter.TEXT -> new FieldValue.Text(text());
            default -> throw wrong("expected the type of a value, 0 to 3, found " + type);
        };
    }

    private String text() {
        byte[] utf8 = bytes(count());
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw wrong("expected UTF-8, found other bytes");
        }
    }

    void end() {
        if (at < bytes.length) {
            throw wrong("expected the end, found " + (bytes.length - at) + " more bytes");
        }
    }

    TileFormatException wrong(String message) {
        return new TileFormatException("tile is damaged before byte " + at + " of " + bytes.length + ": " + message);
    }

    private void need(long length) {
        if (length < 0 || length > bytes.length - at) {
            throw new TileFormatException("tile is truncated: expected " + length + " bytes from byte " + at
                    + ", found " + (bytes.length - at));
        }
    }
}
