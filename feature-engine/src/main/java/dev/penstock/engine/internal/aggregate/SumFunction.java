// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.aggregate;

import dev.penstock.engine.internal.codec.Decimal;
import dev.penstock.engine.internal.codec.TileReader;
import dev.penstock.engine.internal.codec.TileWriter;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;

/** The exact sum of the numbers; 0 without one. */
final class SumFunction extends AggregateFunction {

    @Override
    public String fingerprintName() {
        return "Sum";
    }

    @Override
    public Accumulator newAccumulator() {
        return new SumAccumulator();
    }

    @Override
    FieldValue input(Fields fields, int field) {
        return fields.numeric(field);
    }

    @Override
    public DeltaColumn newColumn(TileSlot slot, int at, int object) {
        return DecimalColumn.sum(slot.field(), at, object);
    }

    @Override
    public void skip(TileReader in) {
        in.skipDecimal();
    }

    @Override
    public void merge(TileReader one, TileReader other, TileWriter out, MergeBuffers buffers) {
        one.decimal(buffers.number);
        other.decimal(buffers.otherNumber);
        buffers.number.add(buffers.otherNumber);
        out.decimal(buffers.number);
    }

    @Override
    public boolean readNumber(TileReader in, Decimal number) {
        in.decimal(number);
        return true;
    }
}
