// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.TileWriter;
import dev.penstock.aggregate.delta.ColumnPlace;
import dev.penstock.aggregate.delta.DeltaColumn;
import dev.penstock.aggregate.delta.DeltaStates;
import dev.penstock.aggregate.delta.EventFields;

/** The first or last value: its time in a long, and behind it as an object the value as a tile holds it. */
final class EdgeColumn extends DeltaColumn {

    private static final long EMPTY = Long.MIN_VALUE;

    private final int field;

    /** 1 to keep the last, -1 to keep the first. */
    private final int direction;

    private final ScalarBytes.Encoder encoder = new ScalarBytes.Encoder();
    private final ScalarBytes order = new ScalarBytes();

    EdgeColumn(ColumnPlace place, int direction) {
        super(place);
        this.field = place.field();
        this.direction = direction;
    }

    @Override
    public int longs() {
        return 1;
    }

    @Override
    public int objects() {
        return 1;
    }

    @Override
    public void blank(long[] delta) {
        delta[at] = EMPTY;
    }

    @Override
    public void add(EventFields event, long time, DeltaStates deltas, int delta) {
        EventFields.Kind kind = event.kind(field);
        int state = deltas.longOffset(delta) + at;
        long kept = deltas.longs()[state];
        if (kind == EventFields.Kind.NONE
                || kept != EMPTY && Long.compare(time, kept) * direction < 0
                || !event.isKept(field)) {
            return;
        }
        TileWriter scratch = encoder.encode(event, field);
        TileWriter edge = edge(deltas, delta);
        if (time != kept
                || order.compare(scratch.buffer(), 0, scratch.size(), edge.buffer(), 0, edge.size()) * direction > 0) {
            deltas.longs()[state] = time;
            int before = edge.capacity();
            edge.reset();
            edge.bytes(scratch.buffer(), 0, scratch.size());
            deltas.account(edge.capacity() - before);
        }
    }

    private TileWriter edge(DeltaStates deltas, int delta) {
        Object[] objects = deltas.objects();
        int place = deltas.objectOffset(delta) + object;
        if (objects[place] == null) {
            var fresh = new TileWriter();
            objects[place] = fresh;
            deltas.account(128 + fresh.capacity());
        }
        return (TileWriter) objects[place];
    }

    @Override
    public void write(DeltaStates deltas, int delta, TileWriter out) {
        long time = deltas.longs()[deltas.longOffset(delta) + at];
        out.flag(time != EMPTY);
        if (time != EMPTY) {
            out.signed(time);
            TileWriter edge = edge(deltas, delta);
            out.bytes(edge.buffer(), 0, edge.size());
        }
    }
}
