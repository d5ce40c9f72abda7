// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.avro;

import dev.penstock.event.registered.BinaryInput;

/** Reads the binary encoding of Avro (Apache Avro 1.12 specification, "Binary encoding"). */
final class AvroInput extends BinaryInput {

    AvroInput(byte[] bytes, int start, int maxDepth) {
        super(bytes, start, maxDepth);
    }

    /** A variable-length zig-zag number. */
    long readLong() {
        long value = readVarint();
        return value >>> 1 ^ -(value & 1);
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
        return length(readLong());
    }
}
