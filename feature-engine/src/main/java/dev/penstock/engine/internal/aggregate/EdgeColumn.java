// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.aggregate;

import dev.penstock.engine.internal.codec.Decimal;
import dev.penstock.engine.internal.codec.TileWriter;
import dev.penstock.engine.internal.delta.DeltaTable;
import dev.penstock.engine.internal.delta.EventFields;

/** The first or last value: its time in a long, and behind it as an object the value as a tile holds it. */
final class EdgeColumn extends DeltaColumn {

    private static final long EMPTY = Long.MIN_VALUE;

    private final int field;

    /** 1 to keep the last, -1 to keep the first. */
    private final int direction;

    private final Decimal number = new Decimal();
    private final TileWriter scratch = new TileWriter();
    private final ScalarBytes order = new ScalarBytes();

    EdgeColumn(int field, int at, int object, int direction) {
        super(at, object);
        this.field = field;
        this.direction = direction;
    }

    @Override
    int longs() {
        return 1;
    }

    @Override
    int objects() {
        return 1;
    }

    @Override
    public void blank(long[] state) {
        state[at] = EMPTY;
    }

    @Override
    public void add(EventFields event, long time, DeltaTable table, int delta) {
        EventFields.Kind kind = event.kind(field);
        int state = table.state(delta) + at;
        long kept = table.states()[state];
        if (kind == EventFields.Kind.NONE
                || kept != EMPTY && Long.compare(time, kept) * direction < 0
                || !event.isKept(field)) {
            return;
        }
        encode(kind, event);
        TileWriter edge = edge(table, delta);
        if (time != kept
                || order.compare(scratch.buffer(), 0, scratch.size(), edge.buffer(), 0, edge.size()) * direction > 0) {
            table.states()[state] = time;
            int before = edge.capacity();
            edge.reset();
            edge.bytes(scratch.buffer(), 0, scratch.size());
            table.account(edge.capacity() - before);
        }
    }

    private void encode(EventFields.Kind kind, EventFields event) {
        scratch.reset();
        switch (kind) {
            case TEXT -> scratch.text(event.bytes(field), event.from(field), event.to(field));
            case FALSE -> scratch.flag(false);
            case TRUE -> scratch.flag(true);
            default -> {
                number.set(event.number(field));
                scratch.single(TileWriter.NUMBER);
                scratch.decimal(number);
            }
        }
    }

    private TileWriter edge(DeltaTable table, int delta) {
        Object[] objects = table.objects();
        int place = table.object(delta) + object;
        if (objects[place] == null) {
            var fresh = new TileWriter();
            objects[place] = fresh;
            table.account(128 + fresh.capacity());
        }
        return (TileWriter) objects[place];
    }

    @Override
    public void write(DeltaTable table, int delta, TileWriter out) {
        long time = table.states()[table.state(delta) + at];
        out.flag(time != EMPTY);
        if (time != EMPTY) {
            out.signed(time);
            TileWriter edge = edge(table, delta);
            out.bytes(edge.buffer(), 0, edge.size());
        }
    }
}
