// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.aggregate;

import dev.penstock.engine.internal.codec.TileReader;
import dev.penstock.engine.internal.codec.TileWriter;
import dev.penstock.event.FieldValue;

final class CountAccumulator implements Accumulator {

    private long count;

    @Override
    public void add(FieldValue value, long timestamp) {
        count++;
    }

    @Override
    public void merge(Accumulator other) {
        count = Math.addExact(count, ((CountAccumulator) other).count);
    }

    @Override
    public FieldValue value() {
        return FieldValue.Number.of(count);
    }

    @Override
    public void write(TileWriter out) {
        out.unsigned(count);
    }

    @Override
    public void read(TileReader in) {
        count = in.count();
    }
}
