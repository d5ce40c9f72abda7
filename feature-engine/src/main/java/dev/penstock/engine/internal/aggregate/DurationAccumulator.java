// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.aggregate;

import dev.penstock.engine.internal.codec.TileReader;
import dev.penstock.engine.internal.codec.TileWriter;
import dev.penstock.engine.internal.codec.TimeSpan;
import dev.penstock.event.FieldValue;

final class DurationAccumulator implements Accumulator {

    private TimeSpan span = new TimeSpan();

    @Override
    public void add(FieldValue value, long timestamp) {
        span.add(timestamp);
    }

    @Override
    public void merge(Accumulator other) {
        span.add(((DurationAccumulator) other).span);
    }

    @Override
    public FieldValue value() {
        return FieldValue.Number.of(span.length());
    }

    @Override
    public void write(TileWriter out) {
        span.write(out);
    }

    @Override
    public void read(TileReader in) {
        span = TimeSpan.read(in);
    }
}
