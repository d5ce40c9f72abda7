// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.avro;

import dev.penstock.event.FieldKind;
import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.bytes.JsonBuffer;

/** Passes or reads the values of one Avro schema. Safe for use by many threads. */
abstract class AvroReader {

    abstract void skip(AvroInput in);

    /** Puts the value as JSON; null for a number that JSON can't spell. */
    abstract void read(AvroInput in, JsonBuffer out);

    /** Sets a field to the value. */
    void set(AvroInput in, FieldsBuffer target, int index, JsonBuffer text) {
        int start = text.length();
        read(in, text);
        target.setPut(index, start);
        if (mayBeUnusable() && target.kind(index) == FieldKind.NULL) {
            target.setUnusableNumber(index);
        }
    }

    /** Reads which branch of a union the next value is of, and returns that; itself where there is nothing to choose. */
    AvroReader resolve(AvroInput in) {
        return this;
    }

    /** Whether the values are numbers of which JSON can't spell some. */
    boolean mayBeUnusable() {
        return false;
    }

    /** Reads the items of an array or map, block by block. */
    abstract static class OfItems extends AvroReader {

        /** Passes one item. */
        abstract void skipItem(AvroInput in);

        @Override
        final void skip(AvroInput in) {
            in.enter();
            for (long count = in.readLong(); count != 0; count = in.readLong()) {
                if (count < 0) {
                    in.advance(in.readLength());
                } else {
                    skipBlock(in, count);
                }
            }
            in.leave();
        }

        private void skipBlock(AvroInput in, long count) {
            int start = in.at;
            for (long i = 0; i < count; i++) {
                skipItem(in);
                if (in.at == start) {
                    // Of a schema whose values have no bytes: neither has any other one.
                    return;
                }
            }
        }

        /** How many items the next block has, the bytes of them not looked at; 0 behind the last one. */
        static long blockSize(AvroInput in) {
            long count = in.readLong();
            if (count >= 0) {
                return count;
            }
            in.readLength();
            if (count == Long.MIN_VALUE) {
                throw in.wrong("a block of " + count + " items");
            }
            return -count;
        }
    }
}
