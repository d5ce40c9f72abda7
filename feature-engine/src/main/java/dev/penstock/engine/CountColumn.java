// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

final class CountColumn extends DeltaColumn {

    CountColumn(int at, int object) {
        super(at, object);
    }

    @Override
    int longs() {
        return 1;
    }

    @Override
    void blank(long[] state) {
        state[at] = 0;
    }

    @Override
    void add(EventFields event, long time, DeltaTable table, int delta) {
        table.states()[table.state(delta) + at]++;
    }

    @Override
    void write(DeltaTable table, int delta, TileWriter out) {
        out.unsigned(table.states()[table.state(delta) + at]);
    }
}
