// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

/** How many events. */
final class CountFunction extends AggregateFunction {

    @Override
    String fingerprintName() {
        return "Count";
    }

    @Override
    Accumulator newAccumulator() {
        return new CountAccumulator();
    }

    @Override
    DeltaColumn newColumn(TileSlot slot, int at, int object) {
        return new CountColumn(at, object);
    }

    @Override
    void skip(TileReader in) {
        in.count();
    }

    @Override
    void merge(TileReader one, TileReader other, TileWriter out, MergeBuffers buffers) {
        out.unsigned(Math.addExact(one.count(), other.count()));
    }

    @Override
    boolean readNumber(TileReader in, Decimal number) {
        number.set(in.count(), 0);
        return true;
    }

    @Override
    void writeValue(TileReader in, JsonWriter json, Decimal number) {
        json.number(in.count());
    }
}
