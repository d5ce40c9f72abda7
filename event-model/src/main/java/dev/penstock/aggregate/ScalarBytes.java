// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.Decimal;
import dev.penstock.aggregate.codec.JsonWriter;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.codec.TileWriter;
import dev.penstock.aggregate.delta.EventFields;

import java.util.Arrays;

/** Values as tiles hold them. Compares them in one order: false, true, numbers by their size, texts by their UTF-8. Not thread-safe. */
final class ScalarBytes {

    private final TileReader one = new TileReader();
    private final TileReader other = new TileReader();
    private final Decimal number = new Decimal();
    private final Decimal otherNumber = new Decimal();

    /** Of two runs of bytes, each what {@link TileWriter#scalar} wrote. */
    int compare(byte[] a, int fromA, int toA, byte[] b, int fromB, int toB) {
        one.reset(a, fromA, toA);
        other.reset(b, fromB, toB);
        int type = one.single();
        int otherType = other.single();
        if (type != otherType) {
            // Types are numbered in their order: booleans, number, text.
            return Integer.compare(type, otherType);
        } else if (type == TileWriter.NUMBER) {
            one.decimal(number);
            other.decimal(otherNumber);
            return number.compareTo(otherNumber);
        } else if (type == TileWriter.TEXT) {
            one.count();
            other.count();
            return Arrays.compareUnsigned(a, one.position(), toA, b, other.position(), toB);
        }
        return 0;
    }

    /** Reads a value and writes it as JSON. */
    static void writeTo(TileReader in, JsonWriter json, Decimal number) {
        int type = in.single();
        if (type == TileWriter.TEXT) {
            long length = in.count();
            int from = in.position();
            in.skip(length);
            json.text(in.buffer(), from, in.position());
        } else if (type == TileWriter.NUMBER) {
            in.decimal(number);
            json.number(number);
        } else {
            json.raw(type == TileWriter.TRUE ? ValueCounts.TRUE : ValueCounts.FALSE);
        }
    }

    /** Makes values of the fields of events. Not thread-safe. */
    static final class Encoder {

        private final Decimal number = new Decimal();
        private final TileWriter out = new TileWriter();

        /** The value, until the next is encoded; there must be one. */
        TileWriter encode(EventFields event, int field) {
            out.reset();
            switch (event.kind(field)) {
                case TEXT -> out.text(event.bytes(field), event.from(field), event.to(field));
                case FALSE -> out.flag(false);
                case TRUE -> out.flag(true);
                default -> {
                    number.set(event.number(field));
                    out.single(TileWriter.NUMBER);
                    out.decimal(number);
                }
            }
            return out;
        }
    }
}
