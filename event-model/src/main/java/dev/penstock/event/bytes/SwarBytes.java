// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes at once, as a long whose lowest byte is the first one, and tests on all eight. A test answers with the
 * high bit set in the bytes that it finds; behind the first of them the answer may be wrong, since borrows and carries
 * run upwards, so only the first counts.
 */
public final class SwarBytes {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x80 * ONES;

    private SwarBytes() {}

    /** The bytes at {@code index} to {@code index + 7}, all of which must be there. */
    public static long at(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }

    /** The length of an array of so many bytes, or a little longer, that is made of whole words. */
    public static int roundUp(int bytes) {
        return Math.multiplyExact(Long.BYTES, (bytes + Long.BYTES - 1) / Long.BYTES);
    }

    /**
     * Fills with zeros: for a few words faster than {@link java.util.Arrays#fill(byte[], byte)}.
     *
     * @param bytes of a length that {@link #roundUp} told
     */
    public static void clear(byte[] bytes) {
        for (int i = 0; i < bytes.length; i += Long.BYTES) {
            LONGS.set(bytes, i, 0L);
        }
    }

    /** How many bytes stand before the first one that a test found. */
    public static int before(long found) {
        return Long.numberOfTrailingZeros(found) >>> 3;
    }

    static long nonAscii(long word) {
        return word & HIGH_BITS;
    }

    /** Finds what is special inside of a JSON text: quotation marks, backslashes, controls and non-ASCII. */
    public static long special(long word) {
        long quote = (word ^ '"' * ONES) - ONES;
        long backslash = (word ^ '\\' * ONES) - ONES;
        long control = word - ' ' * ONES;
        return (quote | backslash | control | word) & HIGH_BITS;
    }

    /** The place of the first byte that is {@link #special}, or {@code end}. */
    public static int plainEnd(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end && i + Long.BYTES <= bytes.length) {
            long special = special(at(bytes, i));
            if (special != 0) {
                return Math.min(end, i + before(special));
            }
            i += Long.BYTES;
        }
        while (i < end && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return Math.min(i, end);
    }

    /** The number that eight digits make. */
    static long digits(long word) {
        // Pairs of digits, then pairs of those, then both halves: each multiplication shifts and adds.
        long pairs = (word - '0' * ONES) * 10 + (word - '0' * ONES >>> 8) & 0x00FF_00FF_00FF_00FFL;
        long fours = pairs * 100 + (pairs >>> 16) & 0x0000_FFFF_0000_FFFFL;
        return fours * 10_000 + (fours >>> 32) & 0xFFFF_FFFFL;
    }

    public static long nonDigit(long word) {
        // 0 to 9 become 0 to 9, all else something greater; 0x76 more takes what is greater past 0x7F.
        long digit = word ^ '0' * ONES;
        return (digit + 0x76 * ONES | digit) & HIGH_BITS;
    }
}
