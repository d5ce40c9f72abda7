// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

final class DurationColumn extends DeltaColumn {

    DurationColumn(int at, int object) {
        super(at, object);
    }

    @Override
    int longs() {
        return 2;
    }

    @Override
    void blank(long[] state) {
        state[at] = Long.MAX_VALUE;
        state[at + 1] = Long.MIN_VALUE;
    }

    @Override
    void add(EventFields event, long time, DeltaTable table, int delta) {
        long[] states = table.states();
        int state = table.state(delta) + at;
        states[state] = Math.min(states[state], time);
        states[state + 1] = Math.max(states[state + 1], time);
    }

    @Override
    void write(DeltaTable table, int delta, TileWriter out) {
        int state = table.state(delta) + at;
        TimeSpan.write(table.states()[state], table.states()[state + 1], out);
    }
}
