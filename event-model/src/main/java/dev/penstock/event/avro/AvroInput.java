// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.avro;

import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.bytes.SwarBytes;
import dev.penstock.event.json.Refusal;

/**
 * Reads the binary encoding of Avro (Apache Avro 1.12 specification, "Binary encoding") from a record's value. Every read
 * stays within the value. Not safe for use by several threads at a time.
 */
final class AvroInput {

    private static final int MOST_VARINT_BYTES = 10;

    final byte[] bytes;
    final int end;
    int at;

    private final int maxDepth;
    private int depth;

    AvroInput(byte[] bytes, int start, int maxDepth) {
        this.bytes = bytes;
        this.at = start;
        this.end = bytes.length;
        this.maxDepth = maxDepth;
    }

    /** A variable-length zig-zag number. */
    long readLong() {
        long value = 0;
        for (int i = 0; i < MOST_VARINT_BYTES; i++) {
            int b = readByte();
            value |= (long) (b & 0x7F) << 7 * i;
            if (b >= 0) {
                return value >>> 1 ^ -(value & 1);
            }
        }
        throw wrong("a number of more than " + MOST_VARINT_BYTES + " bytes");
    }

    int readByte() {
        if (at >= end) {
            throw wrong("the value ends too early");
        }
        return bytes[at++];
    }

    int readFixedInt() {
        int start = advance(Integer.BYTES);
        return bytes[start] & 0xFF
                | (bytes[start + 1] & 0xFF) << 8
                | (bytes[start + 2] & 0xFF) << 16
                | bytes[start + 3] << 24;
    }

    long readFixedLong() {
        int start = advance(Long.BYTES);
        return SwarBytes.at(bytes, start);
    }

    boolean readBoolean() {
        int b = readByte();
        if (b != 0 && b != 1) {
            throw wrong("byte " + (b & 0xFF) + " where a boolean is 0 or 1");
        }
        return b == 1;
    }

    /** The number of bytes in front of a text or bytes, all of which are there. */
    int readLength() {
        long length = readLong();
        if (length < 0 || length > end - at) {
            throw wrong("a length of " + length + " where " + (end - at) + " bytes are left");
        }
        return (int) length;
    }

    /** Passes bytes and returns where they begin. */
    int advance(int length) {
        if (length > end - at) {
            throw wrong("the value ends too early");
        }
        int start = at;
        at += length;
        return start;
    }

    /** To be called for each record, array, map and union that begins. */
    void enter() {
        if (++depth > maxDepth) {
            throw Refusal.tooDeep(maxDepth);
        }
    }

    void leave() {
        depth--;
    }

    /** Ends the reading of a value that isn't of its schema. */
    Refusal wrong(String found) {
        return new Refusal(Reason.NOT_OF_ITS_SCHEMA, found + " (at byte " + at + ")");
    }
}
