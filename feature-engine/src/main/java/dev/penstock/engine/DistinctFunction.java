// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

/** How many different values; exact up to 150, estimated beyond. */
final class DistinctFunction extends AggregateFunction {

    @Override
    String fingerprintName() {
        return "Distinct";
    }

    @Override
    Accumulator newAccumulator() {
        return new DistinctAccumulator();
    }

    @Override
    DeltaColumn newColumn(TileSlot slot, int at, int object) {
        return new DistinctColumn(slot.field(), at, object);
    }

    @Override
    void skip(TileReader in) {
        in.skip(DistinctAccumulator.writtenBytes(in));
    }

    @Override
    void merge(TileReader one, TileReader other, TileWriter out, MergeBuffers buffers) {
        buffers.distinct.merge(one, other, out);
    }

    @Override
    boolean readNumber(TileReader in, Decimal number) {
        long count = in.count();
        number.set(count <= DistinctAccumulator.MAX_EXACT ? count : Sketch.estimate(count, in), 0);
        return true;
    }
}
