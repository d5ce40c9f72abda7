// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.aggregate;

import dev.penstock.engine.internal.codec.Decimal;
import dev.penstock.engine.internal.codec.TileReader;
import dev.penstock.engine.internal.codec.TileWriter;

/** How many different values; exact up to 150, estimated beyond. */
final class DistinctFunction extends AggregateFunction {

    @Override
    public String fingerprintName() {
        return "Distinct";
    }

    @Override
    public Accumulator newAccumulator() {
        return new DistinctAccumulator();
    }

    @Override
    public DeltaColumn newColumn(TileSlot slot, int at, int object) {
        return new DistinctColumn(slot.field(), at, object);
    }

    @Override
    public void skip(TileReader in) {
        in.skip(DistinctAccumulator.writtenBytes(in));
    }

    @Override
    public void merge(TileReader one, TileReader other, TileWriter out, MergeBuffers buffers) {
        buffers.distinct.merge(one, other, out);
    }

    @Override
    public boolean readNumber(TileReader in, Decimal number) {
        long count = in.count();
        number.set(count <= DistinctAccumulator.MAX_EXACT ? count : Sketch.estimate(count, in), 0);
        return true;
    }
}
