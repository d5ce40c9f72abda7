// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.Decimal;
import dev.penstock.aggregate.codec.JsonWriter;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.codec.TileWriter;
import dev.penstock.aggregate.delta.ColumnPlace;
import dev.penstock.aggregate.delta.DeltaColumn;

/** What {@link First} and {@link Last} have in common. Written: whether there is a value, its time, and the value. */
interface Edge extends OfField {

    int EARLIEST = -1;
    int LATEST = 1;

    /** {@link #EARLIEST} or {@link #LATEST}. */
    int direction();

    @Override
    default DeltaColumn newColumn(ColumnPlace place) {
        return new EdgeColumn(place, direction());
    }

    @Override
    default StateMerger newMerger() {
        int direction = direction();
        var values = new ScalarBytes();
        return (one, other, out) -> {
            int from = one.position();
            int otherFrom = other.position();
            boolean present = one.flag();
            boolean otherPresent = other.flag();
            long time = present ? one.signed() : 0;
            long otherTime = otherPresent ? other.signed() : 0;
            int value = one.position();
            int otherValue = other.position();
            if (present) {
                one.skipScalar();
            }
            if (otherPresent) {
                other.skipScalar();
            }
            boolean takesOther = otherPresent;
            if (present && otherPresent) {
                int byTime = Long.compare(otherTime, time);
                int order = byTime != 0
                        ? byTime
                        : values.compare(
                                other.buffer(), otherValue, other.position(), one.buffer(), value, one.position());
                takesOther = order * direction > 0;
            }
            StateMerger.copy(takesOther ? other : one, takesOther ? otherFrom : from, out);
        };
    }

    @Override
    default void skip(TileReader in) {
        if (in.flag()) {
            in.signed();
            in.skipScalar();
        }
    }

    @Override
    default boolean readNumber(TileReader in, Decimal number) {
        if (!in.flag()) {
            return false;
        }
        in.signed();
        boolean isNumber = in.single() == TileWriter.NUMBER;
        if (isNumber) {
            in.decimal(number);
        }
        return isNumber;
    }

    @Override
    default void writeValue(TileReader in, JsonWriter json, Decimal number) {
        if (!in.flag()) {
            json.nothing();
            return;
        }
        in.signed();
        ScalarBytes.writeTo(in, json, number);
    }
}
