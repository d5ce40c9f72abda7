// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.aggregate;

import dev.penstock.engine.internal.codec.Scalars;
import dev.penstock.engine.internal.codec.TileReader;
import dev.penstock.engine.internal.codec.TileWriter;
import dev.penstock.event.FieldValue;

import java.math.BigDecimal;
import java.math.MathContext;

final class AverageAccumulator implements Accumulator {

    private BigDecimal sum = BigDecimal.ZERO;
    private long count;

    @Override
    public void add(FieldValue value, long timestamp) {
        if (value instanceof FieldValue.Number number) {
            sum = sum.add(number.value());
            count++;
        }
    }

    @Override
    public void merge(Accumulator other) {
        var average = (AverageAccumulator) other;
        sum = sum.add(average.sum);
        count = Math.addExact(count, average.count);
    }

    @Override
    public FieldValue value() {
        return count == 0
                ? FieldValue.MISSING
                : Scalars.number(sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL64));
    }

    @Override
    public void write(TileWriter out) {
        out.unsigned(count);
        if (count > 0) {
            out.decimal(sum);
        }
    }

    @Override
    public void read(TileReader in) {
        count = in.count();
        sum = count == 0 ? BigDecimal.ZERO : in.decimal();
    }
}
