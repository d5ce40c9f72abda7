// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf;

import com.google.protobuf.WireFormat;
import dev.penstock.event.FieldKind;
import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.bytes.JsonBuffer;

/** Reads values of one type, one at a time. Safe for use by many threads. */
abstract class ProtoValue {

    final int wireType;

    ProtoValue(int wireType) {
        this.wireType = wireType;
    }

    /** Puts the value that is next as JSON; null for a number that JSON can't spell. */
    abstract void read(ProtoInput in, JsonBuffer out);

    /** Sets a field to the value that is next. */
    void set(ProtoInput in, FieldsBuffer target, int index, JsonBuffer text) {
        int start = text.length();
        read(in, text);
        target.setPut(index, start);
        if (mayBeUnusable() && target.kind(index) == FieldKind.NULL) {
            target.setUnusableNumber(index);
        }
    }

    /** Whether the values are numbers of which JSON can't spell some. */
    boolean mayBeUnusable() {
        return false;
    }

    /** Whether several values may stand behind one tag. */
    final boolean mayBePacked() {
        return wireType == WireFormat.WIRETYPE_VARINT
                || wireType == WireFormat.WIRETYPE_FIXED32
                || wireType == WireFormat.WIRETYPE_FIXED64;
    }
}
