// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.aggregate;

import dev.penstock.engine.internal.codec.Decimal;
import dev.penstock.engine.internal.codec.TileReader;
import dev.penstock.engine.internal.codec.TileWriter;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;

import java.math.BigDecimal;
import java.math.MathContext;

/** The sum of the numbers divided by how many there are; none without one. */
final class AverageFunction extends AggregateFunction {

    @Override
    public String fingerprintName() {
        return "Avg";
    }

    @Override
    public Accumulator newAccumulator() {
        return new AverageAccumulator();
    }

    @Override
    FieldValue input(Fields fields, int field) {
        return fields.numeric(field);
    }

    @Override
    public DeltaColumn newColumn(TileSlot slot, int at, int object) {
        return new AverageColumn(slot.field(), at, object);
    }

    @Override
    public void skip(TileReader in) {
        if (in.count() > 0) {
            in.skipDecimal();
        }
    }

    @Override
    public void merge(TileReader one, TileReader other, TileWriter out, MergeBuffers buffers) {
        long count = one.count();
        if (count == 0) {
            int from = other.position();
            skip(other);
            copy(other, from, out);
            return;
        }
        long otherCount = other.count();
        one.decimal(buffers.number);
        if (otherCount > 0) {
            other.decimal(buffers.otherNumber);
            buffers.number.add(buffers.otherNumber);
        }
        out.unsigned(Math.addExact(count, otherCount));
        out.decimal(buffers.number);
    }

    @Override
    public boolean readNumber(TileReader in, Decimal number) {
        long count = in.count();
        if (count == 0) {
            return false;
        }
        in.decimal(number);
        number.set(number.toBigDecimal().divide(BigDecimal.valueOf(count), MathContext.DECIMAL64));
        return true;
    }
}
