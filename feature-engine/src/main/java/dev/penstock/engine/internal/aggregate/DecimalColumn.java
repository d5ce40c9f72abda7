// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.aggregate;

import dev.penstock.engine.internal.codec.Decimal;
import dev.penstock.engine.internal.codec.TileWriter;
import dev.penstock.engine.internal.delta.DeltaTable;
import dev.penstock.engine.internal.delta.EventFields;

import java.math.BigDecimal;

/** A sum, or the smallest or greatest number: digits and scale in two longs, a {@link BigDecimal} beyond 64 bits. */
final class DecimalColumn extends DeltaColumn {

    /** In the place of a scale: there is no number yet. */
    private static final long EMPTY = Long.MIN_VALUE;

    /** In the place of a scale: the number is the object. */
    private static final long BIG = Long.MAX_VALUE;

    /** What a number of a few hundred digits takes, about. */
    private static final int BIG_BYTES = 256;

    private final int field;

    /** 1 to keep the greatest, -1 to keep the smallest, 0 to add them up. */
    private final int direction;

    private final Decimal scratch = new Decimal();

    private DecimalColumn(int field, int at, int object, int direction) {
        super(at, object);
        this.field = field;
        this.direction = direction;
    }

    static DecimalColumn sum(int field, int at, int object) {
        return new DecimalColumn(field, at, object, 0);
    }

    static DecimalColumn extreme(int field, int at, int object, int direction) {
        return new DecimalColumn(field, at, object, direction);
    }

    @Override
    int longs() {
        return 2;
    }

    @Override
    int objects() {
        return 1;
    }

    @Override
    public void blank(long[] state) {
        state[at] = 0;
        state[at + 1] = direction == 0 ? 0 : EMPTY;
    }

    @Override
    public void add(EventFields event, long time, DeltaTable table, int delta) {
        if (event.isNumber(field)) {
            add(event.number(field), table, delta);
        }
    }

    private void add(Decimal value, DeltaTable table, int delta) {
        long[] states = table.states();
        int state = table.state(delta) + at;
        if (!value.isSmall() || value.scale() != states[state + 1]) {
            addUnlike(value, table, delta);
        } else if (direction == 0) {
            long sum = states[state] + value.unscaled();
            if (((states[state] ^ sum) & (value.unscaled() ^ sum)) < 0) {
                addUnlike(value, table, delta);
            } else {
                states[state] = sum;
            }
        } else if (Long.compare(value.unscaled(), states[state]) == direction) {
            states[state] = value.unscaled();
        }
    }

    private void addUnlike(Decimal value, DeltaTable table, int delta) {
        if (!load(table, delta)) {
            store(value, table, delta);
        } else if (direction == 0) {
            scratch.add(value);
            store(scratch, table, delta);
        } else if (value.compareTo(scratch) * direction > 0) {
            store(value, table, delta);
        }
    }

    /** Whether there is a number yet. */
    private boolean load(DeltaTable table, int delta) {
        int state = table.state(delta) + at;
        long scale = table.states()[state + 1];
        if (scale == BIG) {
            scratch.set((BigDecimal) table.objects()[table.object(delta) + object]);
        } else {
            scratch.set(table.states()[state], (int) scale);
        }
        return scale != EMPTY;
    }

    private void store(Decimal value, DeltaTable table, int delta) {
        int state = table.state(delta) + at;
        long[] states = table.states();
        if (value.isSmall()) {
            states[state] = value.unscaled();
            states[state + 1] = value.scale();
        } else {
            Object[] objects = table.objects();
            int place = table.object(delta) + object;
            if (objects[place] == null) {
                table.account(BIG_BYTES);
            }
            objects[place] = value.toBigDecimal();
            states[state + 1] = BIG;
        }
    }

    @Override
    public void write(DeltaTable table, int delta, TileWriter out) {
        boolean present = load(table, delta);
        if (direction != 0) {
            out.flag(present);
        }
        if (present) {
            out.decimal(scratch);
        }
    }
}
