// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.Decimal;
import dev.penstock.aggregate.codec.TileWriter;
import dev.penstock.aggregate.delta.ColumnPlace;
import dev.penstock.aggregate.delta.DeltaColumn;
import dev.penstock.aggregate.delta.DeltaStates;
import dev.penstock.aggregate.delta.EventFields;

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

    private DecimalColumn(ColumnPlace place, int direction) {
        super(place);
        this.field = place.field();
        this.direction = direction;
    }

    static DecimalColumn sum(ColumnPlace place) {
        return new DecimalColumn(place, 0);
    }

    static DecimalColumn extreme(ColumnPlace place, int direction) {
        return new DecimalColumn(place, direction);
    }

    @Override
    public int longs() {
        return 2;
    }

    @Override
    public int objects() {
        return 1;
    }

    @Override
    public void blank(long[] delta) {
        delta[at] = 0;
        delta[at + 1] = direction == 0 ? 0 : EMPTY;
    }

    @Override
    public void add(EventFields event, long time, DeltaStates deltas, int delta) {
        if (event.isNumber(field)) {
            add(event.number(field), deltas, delta);
        }
    }

    void add(Decimal value, DeltaStates deltas, int delta) {
        long[] states = deltas.longs();
        int state = deltas.longOffset(delta) + at;
        if (!value.isSmall() || value.scale() != states[state + 1]) {
            addUnlike(value, deltas, delta);
        } else if (direction == 0) {
            long sum = states[state] + value.unscaled();
            if (((states[state] ^ sum) & (value.unscaled() ^ sum)) < 0) {
                addUnlike(value, deltas, delta);
            } else {
                states[state] = sum;
            }
        } else if (Long.compare(value.unscaled(), states[state]) == direction) {
            states[state] = value.unscaled();
        }
    }

    private void addUnlike(Decimal value, DeltaStates deltas, int delta) {
        if (!load(deltas, delta)) {
            store(value, deltas, delta);
        } else if (direction == 0) {
            scratch.add(value);
            store(scratch, deltas, delta);
        } else if (value.compareTo(scratch) * direction > 0) {
            store(value, deltas, delta);
        }
    }

    /** Whether there is a number yet. */
    private boolean load(DeltaStates deltas, int delta) {
        int state = deltas.longOffset(delta) + at;
        long scale = deltas.longs()[state + 1];
        if (scale == BIG) {
            scratch.set((BigDecimal) deltas.objects()[deltas.objectOffset(delta) + object]);
        } else {
            scratch.set(deltas.longs()[state], (int) scale);
        }
        return scale != EMPTY;
    }

    private void store(Decimal value, DeltaStates deltas, int delta) {
        int state = deltas.longOffset(delta) + at;
        long[] states = deltas.longs();
        if (value.isSmall()) {
            states[state] = value.unscaled();
            states[state + 1] = value.scale();
        } else {
            Object[] objects = deltas.objects();
            int place = deltas.objectOffset(delta) + object;
            if (objects[place] == null) {
                deltas.account(BIG_BYTES);
            }
            objects[place] = value.toBigDecimal();
            states[state + 1] = BIG;
        }
    }

    @Override
    public void write(DeltaStates deltas, int delta, TileWriter out) {
        boolean present = load(deltas, delta);
        if (direction != 0) {
            out.flag(present);
        }
        if (present) {
            out.decimal(scratch);
        }
    }
}
