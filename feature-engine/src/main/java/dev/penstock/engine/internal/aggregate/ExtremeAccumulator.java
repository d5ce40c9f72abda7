// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.aggregate;

import dev.penstock.engine.internal.codec.Scalars;
import dev.penstock.engine.internal.codec.TileReader;
import dev.penstock.engine.internal.codec.TileWriter;
import dev.penstock.event.FieldValue;

/** The smallest or the greatest number. */
final class ExtremeAccumulator implements Accumulator {

    /** 1 to keep the greatest, -1 to keep the smallest. */
    private final int direction;

    private FieldValue extreme = FieldValue.MISSING;

    private ExtremeAccumulator(int direction) {
        this.direction = direction;
    }

    static ExtremeAccumulator min() {
        return new ExtremeAccumulator(-1);
    }

    static ExtremeAccumulator max() {
        return new ExtremeAccumulator(1);
    }

    @Override
    public void add(FieldValue value, long timestamp) {
        if (value instanceof FieldValue.Number number
                && (!(extreme instanceof FieldValue.Number kept)
                        || number.value().compareTo(kept.value()) * direction > 0)) {
            extreme = number;
        }
    }

    @Override
    public void merge(Accumulator other) {
        add(((ExtremeAccumulator) other).extreme, 0);
    }

    @Override
    public FieldValue value() {
        return extreme;
    }

    @Override
    public void write(TileWriter out) {
        out.flag(extreme instanceof FieldValue.Number);
        if (extreme instanceof FieldValue.Number number) {
            out.decimal(number.value());
        }
    }

    @Override
    public void read(TileReader in) {
        extreme = in.flag() ? Scalars.number(in.decimal()) : FieldValue.MISSING;
    }
}
