// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf;

import com.google.protobuf.WireFormat;
import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.bytes.JsonBuffer;

import java.io.ByteArrayOutputStream;

/** A field that holds one message; where that comes in parts, they are one behind the other. */
final class MessageField extends ProtoField {

    private static final byte[] EMPTY = {};

    private final MessageValue message;
    private final boolean isAlwaysThere;

    /** @param isAlwaysThere whether a message that isn't there is an empty one */
    MessageField(int number, MessageValue message, boolean isAlwaysThere) {
        super(number);
        this.message = message;
        this.isAlwaysThere = isAlwaysThere;
    }

    @Override
    boolean takes(int wireType) {
        return wireType == message.wireType;
    }

    @Override
    void read(ProtoInput in, int from, int to, JsonBuffer out) {
        read(in, from, to, message.body(), null, out);
    }

    /** @param body what reads the message */
    void read(ProtoInput in, int from, int to, ProtoBody body, FieldsBuffer target, JsonBuffer out) {
        in.at = from;
        in.readTag();
        int start = in.at;
        message.close(in, message.open(in));
        if (in.at == to) {
            in.at = start;
            message.read(in, body, target, out);
        } else {
            body.read(in.over(merged(in, from, to)), target, out);
        }
    }

    private byte[] merged(ProtoInput in, int from, int to) {
        var parts = new ByteArrayOutputStream();
        in.at = from;
        while (in.at < to) {
            int tag = in.readTag();
            if (WireFormat.getTagFieldNumber(tag) == number) {
                int end = message.open(in);
                parts.write(in.bytes, in.at, end - in.at);
                message.close(in, end);
            } else {
                in.skip(tag);
            }
        }
        return parts.toByteArray();
    }

    @Override
    boolean readAbsent(ProtoInput in, JsonBuffer out) {
        if (isAlwaysThere) {
            readEmpty(in, message.body(), null, out);
        }
        return isAlwaysThere;
    }

    /** Whether a message that isn't there is an empty one. */
    boolean isAlwaysThere() {
        return isAlwaysThere;
    }

    /** @param body what reads an empty message */
    static void readEmpty(ProtoInput in, ProtoBody body, FieldsBuffer target, JsonBuffer out) {
        body.read(in.over(EMPTY), target, out);
    }

    @Override
    boolean mayBeUnusable() {
        return message.body().mayBeUnusable();
    }
}
