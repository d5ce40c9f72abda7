// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.aggregate;

import dev.penstock.engine.internal.codec.Scalars;
import dev.penstock.engine.internal.codec.TileReader;
import dev.penstock.engine.internal.codec.TileWriter;
import dev.penstock.event.FieldValue;

/** The first or the last value by event time; of several at the same time the smallest or the greatest. */
final class EdgeAccumulator implements Accumulator {

    /** 1 to keep the last, -1 to keep the first. */
    private final int direction;

    private FieldValue edge = FieldValue.MISSING;
    private long time;

    private EdgeAccumulator(int direction) {
        this.direction = direction;
    }

    static EdgeAccumulator first() {
        return new EdgeAccumulator(-1);
    }

    static EdgeAccumulator last() {
        return new EdgeAccumulator(1);
    }

    @Override
    public void add(FieldValue value, long timestamp) {
        if (value instanceof FieldValue.Scalar scalar && isBeyond(scalar, timestamp)) {
            edge = scalar;
            time = timestamp;
        }
    }

    private boolean isBeyond(FieldValue.Scalar value, long timestamp) {
        if (!(edge instanceof FieldValue.Scalar kept)) {
            return true;
        }
        int byTime = Long.compare(timestamp, time);
        return (byTime != 0 ? byTime : Scalars.ORDER.compare(value, kept)) * direction > 0;
    }

    @Override
    public void merge(Accumulator other) {
        var from = (EdgeAccumulator) other;
        add(from.edge, from.time);
    }

    @Override
    public FieldValue value() {
        return edge;
    }

    @Override
    public void write(TileWriter out) {
        out.flag(edge instanceof FieldValue.Scalar);
        if (edge instanceof FieldValue.Scalar scalar) {
            out.signed(time);
            out.scalar(scalar);
        }
    }

    @Override
    public void read(TileReader in) {
        boolean present = in.flag();
        time = present ? in.signed() : 0;
        edge = present ? in.scalar() : FieldValue.MISSING;
    }
}
