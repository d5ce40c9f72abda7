// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.Decimal;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.codec.TileWriter;

import java.util.Arrays;

/** Compares values as tiles hold them, in one order: false, true, numbers by their size, texts by their UTF-8. Not thread-safe. */
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
}
