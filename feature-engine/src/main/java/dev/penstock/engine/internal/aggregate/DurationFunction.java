// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.aggregate;

import dev.penstock.engine.internal.codec.Decimal;
import dev.penstock.engine.internal.codec.TileReader;
import dev.penstock.engine.internal.codec.TileWriter;
import dev.penstock.engine.internal.codec.TimeSpan;

/** Milliseconds from the first to the last event time; 0 without an event. */
final class DurationFunction extends AggregateFunction {

    @Override
    public String fingerprintName() {
        return "Duration";
    }

    @Override
    public Accumulator newAccumulator() {
        return new DurationAccumulator();
    }

    @Override
    public DeltaColumn newColumn(TileSlot slot, int at, int object) {
        return DurationColumn.of(!slot.column().where().conditions().isEmpty(), at, object);
    }

    @Override
    public void skip(TileReader in) {
        if (in.flag()) {
            in.signed();
            in.count();
        }
    }

    @Override
    public void merge(TileReader one, TileReader other, TileWriter out, MergeBuffers buffers) {
        TimeSpan.merge(one, other, out);
    }

    @Override
    public boolean readNumber(TileReader in, Decimal number) {
        // A span is written as its start and its length.
        boolean present = in.flag();
        if (present) {
            in.signed();
        }
        number.set(present ? in.count() : 0, 0);
        return true;
    }
}
