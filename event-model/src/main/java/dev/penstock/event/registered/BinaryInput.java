// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.registered;

import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.bytes.SwarBytes;
import dev.penstock.event.json.Refusal;

/** Reads bytes of a record's value. Every read stays within the value. Not safe for use by several threads at a time. */
public class BinaryInput {

    private static final int MOST_VARINT_BYTES = 10;

    public final byte[] bytes;

    /** Where what is read ends. */
    public int end;

    /** What is read next. */
    public int at;

    private final int maxDepth;
    private int depth;

    public BinaryInput(byte[] bytes, int start, int maxDepth) {
        this.bytes = bytes;
        this.at = start;
        this.end = bytes.length;
        this.maxDepth = maxDepth;
    }

    /** Other bytes, at the depth that is reached in {@code around}. */
    protected BinaryInput(byte[] bytes, BinaryInput around) {
        this(bytes, 0, around.maxDepth);
        this.depth = around.depth;
    }

    /** A number of seven bits in each byte, the lowest first. */
    public final long readVarint() {
        if (at < end && bytes[at] >= 0) {
            return bytes[at++];
        }
        long value = 0;
        for (int i = 0; i < MOST_VARINT_BYTES; i++) {
            int b = readByte();
            value |= (long) (b & 0x7F) << 7 * i;
            if (b >= 0) {
                return value;
            }
        }
        throw wrong("a number of more than " + MOST_VARINT_BYTES + " bytes");
    }

    public final int readByte() {
        if (at >= end) {
            throw wrong("the value ends too early");
        }
        return bytes[at++];
    }

    public final int readFixedInt() {
        int start = advance(Integer.BYTES);
        return bytes[start] & 0xFF
                | (bytes[start + 1] & 0xFF) << 8
                | (bytes[start + 2] & 0xFF) << 16
                | bytes[start + 3] << 24;
    }

    public final long readFixedLong() {
        int start = advance(Long.BYTES);
        return SwarBytes.at(bytes, start);
    }

    /**
     * Takes the number of bytes in front of a text or bytes.
     *
     * @throws Refusal unless all of them are there
     */
    public final int length(long length) {
        if (length < 0 || length > end - at) {
            throw wrong("a length of " + length + " where " + (end - at) + " bytes are left");
        }
        return (int) length;
    }

    /** Passes bytes and returns where they begin. */
    public final int advance(int length) {
        if (length > end - at) {
            throw wrong("the value ends too early");
        }
        int start = at;
        at += length;
        return start;
    }

    /** Has nothing be read behind the next bytes, and returns where it ended before. */
    public final int narrow(int length) {
        int outer = end;
        end = at + length;
        return outer;
    }

    /** To be called for each object and list that begins. */
    public final void enter() {
        if (++depth > maxDepth) {
            throw Refusal.tooDeep(maxDepth);
        }
    }

    public final void leave() {
        depth--;
    }

    /** Ends the reading of a value that isn't of its schema. */
    public final Refusal wrong(String found) {
        return new Refusal(Reason.NOT_OF_ITS_SCHEMA, found + " (at byte " + at + ")");
    }
}
