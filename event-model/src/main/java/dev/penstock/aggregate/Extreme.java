// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.Decimal;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.delta.ColumnPlace;
import dev.penstock.aggregate.delta.DeltaColumn;

/** What {@link Min} and {@link Max} have in common. Written: whether there is a number, and the number. */
interface Extreme extends OfField {

    int SMALLEST = -1;
    int GREATEST = 1;

    /** {@link #SMALLEST} or {@link #GREATEST}. */
    int direction();

    @Override
    default DeltaColumn newColumn(ColumnPlace place) {
        return DecimalColumn.extreme(place, direction());
    }

    @Override
    default StateMerger newMerger() {
        int direction = direction();
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

    @Override
    default void skip(TileReader in) {
        if (in.flag()) {
            in.skipDecimal();
        }
    }

    @Override
    default boolean readNumber(TileReader in, Decimal number) {
        boolean present = in.flag();
        if (present) {
            in.decimal(number);
        }
        return present;
    }
}
