// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf;

import com.google.protobuf.WireFormat;
import dev.penstock.event.registered.BinaryInput;

/** Reads Protobuf's wire format (Protocol Buffers documentation, "Encoding"). */
final class ProtoInput extends BinaryInput {

    private static final long MOST_TAG = 0xFFFF_FFFFL;

    private final boolean isPart;

    ProtoInput(byte[] bytes, int start, int maxDepth) {
        super(bytes, start, maxDepth);
        this.isPart = false;
    }

    private ProtoInput(byte[] bytes, ProtoInput around) {
        super(bytes, around);
        this.isPart = true;
    }

    /** Whether it is not over the value as it came. */
    boolean isPart() {
        return isPart;
    }

    /** Of bytes that stand for some of these, just as deep as these. */
    ProtoInput over(byte[] other) {
        return new ProtoInput(other, this);
    }

    /** The number of the next field and how its value is written, see {@link WireFormat}. */
    int readTag() {
        long tag = readVarint();
        if (tag < 0 || tag > MOST_TAG || WireFormat.getTagFieldNumber((int) tag) == 0) {
            throw wrong("a field of number " + (tag >>> 3));
        }
        return (int) tag;
    }

    int readLength() {
        return length(readVarint());
    }

    /** Passes the value behind a tag. */
    void skip(int tag) {
        switch (WireFormat.getTagWireType(tag)) {
            case WireFormat.WIRETYPE_VARINT -> readVarint();
            case WireFormat.WIRETYPE_FIXED64 -> advance(Long.BYTES);
            case WireFormat.WIRETYPE_LENGTH_DELIMITED -> advance(readLength());
            case WireFormat.WIRETYPE_START_GROUP -> skipGroup(WireFormat.getTagFieldNumber(tag));
            case WireFormat.WIRETYPE_FIXED32 -> advance(Integer.BYTES);
            case WireFormat.WIRETYPE_END_GROUP -> throw wrong("the end of a group that did not begin");
            default -> throw wrong("wire type " + WireFormat.getTagWireType(tag));
        }
    }

    /** Passes the fields of a group and its end, and returns where the end begins. */
    int skipGroup(int number) {
        enter();
        while (true) {
            int start = at;
            int tag = readTag();
            if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_END_GROUP) {
                skip(tag);
            } else if (WireFormat.getTagFieldNumber(tag) == number) {
                leave();
                return start;
            } else {
                throw wrong("the end of group " + WireFormat.getTagFieldNumber(tag) + " in group " + number);
            }
        }
    }
}
