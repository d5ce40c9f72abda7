// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.Decimal;
import dev.penstock.aggregate.codec.TileReader;

/** What {@link Min} and {@link Max} have in common. Written: whether there is a number, and the number. */
final class Extreme {

    static final int SMALLEST = -1;
    static final int GREATEST = 1;

    private Extreme() {}

    static StateMerger merger(int direction) {
        var number = new Decimal();
        var otherNumber = new Decimal();
        return (one, other, out) -> {
            int from = one.position();
            int otherFrom = other.position();
            boolean present = readNumber(one, number);
            boolean takesOther =
                    readNumber(other, otherNumber) && (!present || otherNumber.compareTo(number) * direction > 0);
            StateMerger.copy(takesOther ? other : one, takesOther ? otherFrom : from, out);
        };
    }

    static void skip(TileReader in) {
        if (in.flag()) {
            in.skipDecimal();
        }
    }

    static boolean readNumber(TileReader in, Decimal number) {
        boolean present = in.flag();
        if (present) {
            in.decimal(number);
        }
        return present;
    }
}
