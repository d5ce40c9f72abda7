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
     * @param indexes which message of a file of Protobuf it is, as that stands elsewhere, empty for the one that is meant
     *     where nothing says it; null where it stands in front of the value, if anywhere
     * @param memory of the {@link SchemaFormat}
     * @return what is wrong with it; null where nothing is
     */
    BadEvent decodeInto(byte[] value, int start, byte[] indexes, FieldsBuffer target, ValueDecoder.Memory memory);
}
