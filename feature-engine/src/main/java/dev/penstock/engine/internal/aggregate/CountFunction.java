// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.aggregate;

import dev.penstock.engine.internal.codec.Decimal;
import dev.penstock.engine.internal.codec.JsonWriter;
import dev.penstock.engine.internal.codec.TileReader;
import dev.penstock.engine.internal.codec.TileWriter;

/** How many events. */
final class CountFunction extends AggregateFunction {

    @Override
    public String fingerprintName() {
        return "Count";
    }

    @Override
    public Accumulator newAccumulator() {
        return new CountAccumulator();
    }

    @Override
    public DeltaColumn newColumn(TileSlot slot, int at, int object) {
        return new CountColumn(at, object);
    }

    @Override
    public void skip(TileReader in) {
        in.count();
    }

    @Override
    public void merge(TileReader one, TileReader other, TileWriter out, MergeBuffers buffers) {
        out.unsigned(Math.addExact(one.count(), other.count()));
    }

    @Override
    public boolean readNumber(TileReader in, Decimal number) {
        number.set(in.count(), 0);
        return true;
    }

    @Override
    public void writeValue(TileReader in, JsonWriter json, Decimal number) {
        json.number(in.count());
    }
}
