// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.TileFormatException;
import dev.penstock.aggregate.codec.TileReader;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The entries of a written {@link Sketch} with few registers that hold something, one after the other. Throws
 * {@link TileFormatException} where they can't have been written. Not thread-safe.
 */
final class SparseEntries {

    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** The bit of each of eight bytes that says that the entry goes on, and which of them are set in four of two bytes. */
    private static final long SIGNS = 0x8080_8080_8080_8080L;

    private static final long SIGNS_OF_TWO_BYTES = 0x0080_0080_0080_0080L;
    private static final long LOWEST_BITS = 0x0001_0001_0001_0001L;
    private static final long LOW_SEVEN_BITS = 0x007F_007F_007F_007FL;

    private TileReader in = new TileReader();
    private byte[] bytes = {};
    private int at;
    private int end;
    private int before;
    private int register;
    private int rank;

    /** Where the entry behind the next one stands; {@link #at} while the next one was not read. */
    private int behind;

    /** How many there are in so many bytes from the reader's position; that stays. They are not looked at further. */
    static int count(TileReader reader, int length) {
        byte[] bytes = reader.buffer();
        int end = reader.position() + length;
        int count = 0;
        int at = reader.position();
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            // The last byte of an entry is the one that does not say that it goes on.
            count += Long.bitCount(~(long) LITTLE_ENDIAN.get(bytes, at) & SIGNS);
        }
        for (; at < end; at++) {
            count += bytes[at] >= 0 ? 1 : 0;
        }
        return count;
    }

    /** Starts with the first of the entries, which take so many bytes from the reader's position; that stays. */
    void reset(TileReader reader, int length) {
        reader.checkLength(length);
        in = reader;
        bytes = reader.buffer();
        at = reader.position();
        end = at + length;
        behind = at;
        before = -1;
    }

    /** Whether there is one more entry; if so it is read and stays the next one. */
    boolean next() {
        if (behind > at) {
            return true;
        }
        if (at == end) {
            return false;
        }
        int step = bytes[behind++];
        if (step < 0) {
            step = longer(step & 0x7F);
        }
        register = before + (step >>> Sketch.RANK_BITS) + 1;
        rank = Sketch.rank(step);
        if (register >= Sketch.REGISTERS || rank == 0 || rank > Sketch.MAX_RANK) {
            throw in.wrong("expected the registers of a sketch, found register " + register + " with " + rank);
        }
        return true;
    }

    private int longer(int lowest) {
        int step = lowest;
        for (int shift = 7; shift < Integer.SIZE - 7 && behind < end; shift += 7) {
            int next = bytes[behind++];
            step |= (next & 0x7F) << shift;
            if (next >= 0) {
                return step;
            }
        }
        throw in.wrong("expected the registers of a sketch, found one that does not end with it");
    }

    /** Passes all that are of registers before this one. */
    void passBefore(int limit) {
        passFours(limit);
        while (next() && register < limit) {
            pass();
        }
    }

    /**
     * Passes four entries at a time, as long as they take two bytes each, which most do: to look at one after the other
     * would be most of what a merge takes.
     */
    private void passFours(int limit) {
        while (at <= end - Long.BYTES) {
            long four = (long) LITTLE_ENDIAN.get(bytes, at);
            if ((four & SIGNS) != SIGNS_OF_TWO_BYTES) {
                // Another length in between: that one alone.
                if (!next() || register >= limit) {
                    return;
                }
                pass();
                continue;
            }
            // In each 16 bits: the lowest bit of the distance is in the first byte, the others are in the second.
            long distances = (four >>> Sketch.RANK_BITS & LOWEST_BITS) + ((four >>> Byte.SIZE & LOW_SEVEN_BITS) << 1);
            int last = before + (int) (distances * LOWEST_BITS >>> 3 * Short.SIZE) + 4;
            if (last >= limit) {
                return;
            }
            at += Long.BYTES;
            behind = at;
            before = last;
        }
    }

    /** Goes on behind the next entry. */
    void pass() {
        at = behind;
        before = register;
    }

    /** Where the next entry starts. */
    int at() {
        return at;
    }

    int end() {
        return end;
    }

    byte[] buffer() {
        return bytes;
    }

    /** Register of the entry that was passed last; -1 if there is none. */
    int before() {
        return before;
    }

    /** Of the next entry. */
    int register() {
        return register;
    }

    /** Of the next entry. */
    int rank() {
        return rank;
    }
}
