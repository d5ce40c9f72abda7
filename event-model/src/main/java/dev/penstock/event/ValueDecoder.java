// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

/** Finds the projected fields of a record's value, however that is written. Safe for use by many threads. */
public interface ValueDecoder {

    /** What a decoder learns from one value for the next; best used by one thread. */
    interface Memory {

        /** That of a decoder which learns nothing. */
        Memory NONE = new Memory() {};
    }

    /** Fields that {@link #decodeInto} can fill. */
    FieldsBuffer newFields();

    /** A memory for {@link #decodeInto}. */
    Memory newMemory();

    /**
     * Reads a value; never fails, whatever the bytes.
     *
     * @param target what is filled; of no use if the value is bad
     * @param memory of this decoder
     * @return what is wrong with the value; null where nothing is
     */
    BadEvent decodeInto(byte[] value, FieldsBuffer target, Memory memory);
}
