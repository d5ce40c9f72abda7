// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.aggregate;

import dev.penstock.engine.internal.codec.Scalars;
import dev.penstock.engine.internal.codec.TileReader;
import dev.penstock.engine.internal.codec.TileWriter;
import dev.penstock.event.FieldValue;

import java.math.BigDecimal;

final class SumAccumulator implements Accumulator {

    private BigDecimal sum = BigDecimal.ZERO;

    @Override
    public void add(FieldValue value, long timestamp) {
        if (value instanceof FieldValue.Number number) {
            sum = sum.add(number.value());
        }
    }

    @Override
    public void merge(Accumulator other) {
        sum = sum.add(((SumAccumulator) other).sum);
    }

    @Override
    public FieldValue value() {
        return Scalars.number(sum);
    }

    @Override
    public void write(TileWriter out) {
        out.decimal(sum);
    }

    @Override
    public void read(TileReader in) {
        sum = in.decimal();
    }
}
