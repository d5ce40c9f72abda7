// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import java.util.function.Function;

/** Finds the projected fields of a record's value, however that is written. Safe for use by many threads. */
public interface ValueDecoder {

    /** What a decoder learns from one value for the next; best used by one thread. */
    interface Memory {

        /** That of a decoder which learns nothing. */
        Memory NONE = new Memory() {};
    }

    /** Headers of a record that has none. */
    Function<String, byte[]> NO_HEADERS = name -> null;

    /** Whether headers may say how a value is written. */
    default boolean readsHeaders() {
        return false;
    }

    /** Fields that {@link #decodeInto} can fill. */
    FieldsBuffer newFields();

    /** A memory for {@link #decodeInto}. */
    Memory newMemory();

    /**
     * Reads a value; never fails, whatever the bytes.
     *
     * @param lastHeader finds the value of the record's last header of a name; null for none
     * @param target what is filled; of no use if the value is bad
     * @param memory of this decoder
     * @return what is wrong with the value; null where nothing is
     */
    BadEvent decodeInto(byte[] value, Function<String, byte[]> lastHeader, FieldsBuffer target, Memory memory);
}
