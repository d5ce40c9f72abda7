// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.redis;

import java.io.ByteArrayOutputStream;

/** Puts bytes together as Feast's keys and Protocol Buffers have them. For one thread. */
final class ByteBuilder {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

    ByteBuilder reset() {
        bytes.reset();
        return this;
    }

    ByteBuilder raw(byte[] some) {
        bytes.writeBytes(some);
        return this;
    }

    ByteBuilder raw(byte[] some, int from, int to) {
        bytes.write(some, from, to - from);
        return this;
    }

    /** Four bytes, the lowest first. */
    ByteBuilder int32(int value) {
        return little(value, Integer.BYTES);
    }

    /** Eight bytes, the lowest first. */
    ByteBuilder int64(long value) {
        return little(value, Long.BYTES);
    }

    private ByteBuilder little(long value, int count) {
        for (int i = 0; i < count; i++) {
            bytes.write((int) (value >>> 8 * i));
        }
        return this;
    }

    /** Seven bits in each byte, the lowest first; ten bytes for a negative number. */
    ByteBuilder varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
