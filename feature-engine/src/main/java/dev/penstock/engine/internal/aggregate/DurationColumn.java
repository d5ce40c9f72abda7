// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.aggregate;

import dev.penstock.engine.internal.codec.TileWriter;
import dev.penstock.engine.internal.codec.TimeSpan;
import dev.penstock.engine.internal.delta.DeltaTable;
import dev.penstock.engine.internal.delta.EventFields;

/** First and last time of the events that the filter lets through; those of the delta itself where there is no filter. */
final class DurationColumn extends DeltaColumn {

    private final int times;
    private final boolean isOwn;

    private DurationColumn(int at, int object, int times) {
        super(at, object);
        this.times = times;
        this.isOwn = times == at;
    }

    static DurationColumn of(boolean filtered, int at, int object) {
        return new DurationColumn(at, object, filtered ? at : DeltaTable.FIRST_TIME);
    }

    @Override
    int longs() {
        return isOwn ? 2 : 0;
    }

    /** The delta keeps its own times by itself. */
    @Override
    public boolean takesEvents() {
        return isOwn;
    }

    @Override
    public void blank(long[] state) {
        state[times] = Long.MAX_VALUE;
        state[times + 1] = Long.MIN_VALUE;
    }

    @Override
    public void add(EventFields event, long time, DeltaTable table, int delta) {
        long[] states = table.states();
        int state = table.state(delta) + times;
        states[state] = Math.min(states[state], time);
        states[state + 1] = Math.max(states[state + 1], time);
    }

    @Override
    public void write(DeltaTable table, int delta, TileWriter out) {
        int state = table.state(delta) + times;
        TimeSpan.write(table.states()[state], table.states()[state + 1], out);
    }
}
