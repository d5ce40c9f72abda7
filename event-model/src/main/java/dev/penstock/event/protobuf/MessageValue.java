// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf;

import com.google.protobuf.WireFormat;
import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.bytes.JsonBuffer;

/** Messages as values of a field: with their length in front, or as groups. */
final class MessageValue extends ProtoValue {

    private final int number;
    private final ProtoBody body;

    /** @param number of the field, which the end of a group repeats */
    MessageValue(int number, boolean isGroup, ProtoBody body) {
        super(isGroup ? WireFormat.WIRETYPE_START_GROUP : WireFormat.WIRETYPE_LENGTH_DELIMITED);
        this.number = number;
        this.body = body;
    }

    ProtoBody body() {
        return body;
    }

    @Override
    void read(ProtoInput in, JsonBuffer out) {
        read(in, body, null, out);
    }

    /** Reads the message that is next. */
    void read(ProtoInput in, ProtoBody reader, FieldsBuffer target, JsonBuffer out) {
        int end = open(in);
        int outer = in.end;
        in.end = end;
        reader.read(in, target, out);
        in.end = outer;
        close(in, end);
    }

    /** Goes to the first field of the message that is next, and returns where they end. */
    int open(ProtoInput in) {
        if (wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            int length = in.readLength();
            return in.at + length;
        }
        int start = in.at;
        int end = in.skipGroup(number);
        in.at = start;
        return end;
    }

    /** Goes behind a message whose fields end here. */
    void close(ProtoInput in, int end) {
        in.at = end;
        if (wireType == WireFormat.WIRETYPE_START_GROUP) {
            in.readTag();
        }
    }
}
