// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.aggregate;

import dev.penstock.engine.internal.codec.TileWriter;
import dev.penstock.engine.internal.delta.DeltaTable;
import dev.penstock.engine.internal.delta.EventFields;

public final class CountColumn extends DeltaColumn {

    CountColumn(int at, int object) {
        super(at, object);
    }

    @Override
    int longs() {
        return 1;
    }

    @Override
    public void blank(long[] state) {
        state[at] = 0;
    }

    @Override
    public void add(EventFields event, long time, DeltaTable table, int delta) {
        table.states()[table.state(delta) + at]++;
    }

    @Override
    public void write(DeltaTable table, int delta, TileWriter out) {
        out.unsigned(table.states()[table.state(delta) + at]);
    }
}
