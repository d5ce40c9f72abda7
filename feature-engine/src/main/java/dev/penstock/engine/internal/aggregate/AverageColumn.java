// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.aggregate;

import dev.penstock.engine.internal.codec.TileWriter;
import dev.penstock.engine.internal.delta.DeltaTable;
import dev.penstock.engine.internal.delta.EventFields;

final class AverageColumn extends DeltaColumn {

    private final int field;
    private final DecimalColumn sum;

    AverageColumn(int field, int at, int object) {
        super(at, object);
        this.field = field;
        this.sum = DecimalColumn.sum(field, at + 1, object);
    }

    @Override
    int longs() {
        return 1 + sum.longs();
    }

    @Override
    int objects() {
        return sum.objects();
    }

    @Override
    public void blank(long[] state) {
        state[at] = 0;
        sum.blank(state);
    }

    @Override
    public void add(EventFields event, long time, DeltaTable table, int delta) {
        if (event.isNumber(field)) {
            table.states()[table.state(delta) + at]++;
            sum.add(event, time, table, delta);
        }
    }

    @Override
    public void write(DeltaTable table, int delta, TileWriter out) {
        long count = table.states()[table.state(delta) + at];
        out.unsigned(count);
        if (count > 0) {
            sum.write(table, delta, out);
        }
    }
}
