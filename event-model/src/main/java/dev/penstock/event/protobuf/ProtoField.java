// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf;

import com.google.protobuf.WireFormat;
import dev.penstock.event.bytes.JsonBuffer;

/** Reads the value of one field of a message, wherever that stands in the message. Safe for use by many threads. */
abstract class ProtoField {

    final int number;

    ProtoField(int number) {
        this.number = number;
    }

    /** Whether a value may be written so. */
    abstract boolean takes(int wireType);

    /** Whether all values of the field count, where there are several, and not the last alone. */
    boolean isGathered() {
        return true;
    }

    /**
     * Puts the value as JSON.
     *
     * @param from where the first value's tag stands, or where the last value does: see {@link #isGathered}
     * @param to where the last value ends
     */
    abstract void read(ProtoInput in, int from, int to, JsonBuffer out);

    /** Puts the value of a field that isn't there; false if it has none. */
    abstract boolean readAbsent(ProtoInput in, JsonBuffer out);

    boolean mayBeUnusable() {
        return false;
    }

    /** One value that is no message. */
    static final class Scalar extends ProtoField {

        private final ProtoValue value;
        private final byte[] absent;

        /** @param absent the value of a field that isn't there, as JSON; null for none */
        Scalar(int number, ProtoValue value, byte[] absent) {
            super(number);
            this.value = value;
            this.absent = absent;
        }

        ProtoValue value() {
            return value;
        }

        @Override
        boolean takes(int wireType) {
            return wireType == value.wireType;
        }

        @Override
        boolean isGathered() {
            return false;
        }

        @Override
        void read(ProtoInput in, int from, int to, JsonBuffer out) {
            in.at = from;
            value.read(in, out);
        }

        @Override
        boolean readAbsent(ProtoInput in, JsonBuffer out) {
            if (absent != null) {
                out.put(absent);
            }
            return absent != null;
        }

        @Override
        boolean mayBeUnusable() {
            return value.mayBeUnusable();
        }
    }

    /** A list of values; those of numbers may be packed or not. */
    static final class Repeated extends ProtoField {

        private final ProtoValue value;

        Repeated(int number, ProtoValue value) {
            super(number);
            this.value = value;
        }

        @Override
        boolean takes(int wireType) {
            return wireType == value.wireType
                    || wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED && value.mayBePacked();
        }

        @Override
        void read(ProtoInput in, int from, int to, JsonBuffer out) {
            in.enter();
            char mark = '[';
            in.at = from;
            while (in.at < to) {
                int tag = in.readTag();
                if (WireFormat.getTagFieldNumber(tag) != number) {
                    in.skip(tag);
                } else if (WireFormat.getTagWireType(tag) == value.wireType) {
                    out.put(mark);
                    mark = ',';
                    value.read(in, out);
                } else {
                    mark = readPacked(in, mark, out);
                }
            }
            if (mark == '[') {
                out.put(mark);
            }
            out.put(']');
            in.leave();
        }

        private char readPacked(ProtoInput in, char first, JsonBuffer out) {
            char mark = first;
            int outer = in.narrow(in.readLength());
            while (in.at < in.end) {
                out.put(mark);
                mark = ',';
                value.read(in, out);
            }
            in.end = outer;
            return mark;
        }

        @Override
        boolean readAbsent(ProtoInput in, JsonBuffer out) {
            out.put('[');
            out.put(']');
            return true;
        }
    }
}
