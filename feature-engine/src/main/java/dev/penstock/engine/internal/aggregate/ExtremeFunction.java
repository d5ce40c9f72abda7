// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.aggregate;

import dev.penstock.engine.internal.codec.Decimal;
import dev.penstock.engine.internal.codec.TileReader;
import dev.penstock.engine.internal.codec.TileWriter;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;

/** The smallest or the greatest number; none without one. */
final class ExtremeFunction extends AggregateFunction {

    /** -1 for the smallest, 1 for the greatest. */
    private final int direction;

    private ExtremeFunction(int direction) {
        this.direction = direction;
    }

    static ExtremeFunction min() {
        return new ExtremeFunction(-1);
    }

    static ExtremeFunction max() {
        return new ExtremeFunction(1);
    }

    @Override
    public String fingerprintName() {
        return direction < 0 ? "Min" : "Max";
    }

    @Override
    public Accumulator newAccumulator() {
        return direction < 0 ? ExtremeAccumulator.min() : ExtremeAccumulator.max();
    }

    @Override
    FieldValue input(Fields fields, int field) {
        return fields.numeric(field);
    }

    @Override
    public DeltaColumn newColumn(TileSlot slot, int at, int object) {
        return DecimalColumn.extreme(slot.field(), at, object, direction);
    }

    @Override
    public void skip(TileReader in) {
        if (in.flag()) {
            in.skipDecimal();
        }
    }

    @Override
    public void merge(TileReader one, TileReader other, TileWriter out, MergeBuffers buffers) {
        int from = one.position();
        int otherFrom = other.position();
        boolean present = one.flag();
        boolean otherPresent = other.flag();
        if (present) {
            one.decimal(buffers.number);
        }
        if (otherPresent) {
            other.decimal(buffers.otherNumber);
        }
        boolean takesOther =
                otherPresent && (!present || buffers.otherNumber.compareTo(buffers.number) * direction > 0);
        copy(takesOther ? other : one, takesOther ? otherFrom : from, out);
    }

    @Override
    public boolean readNumber(TileReader in, Decimal number) {
        boolean present = in.flag();
        if (present) {
            in.decimal(number);
        }
        return present;
    }
}
