// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.registered;

import dev.penstock.event.BadEvent;
import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.ValueDecoder;

/** Reads the projected fields of the values of one schema, that of their writer. Safe for use by many threads. */
public interface BodyDecoder {

    /**
     * Reads a value; never fails, whatever the bytes.
     *
     * @param start where the value begins, behind what names its schema
     * @param memory of the {@link SchemaFormat}
     * @return what is wrong with it; null where nothing is
     */
    BadEvent decodeInto(byte[] value, int start, FieldsBuffer target, ValueDecoder.Memory memory);
}
