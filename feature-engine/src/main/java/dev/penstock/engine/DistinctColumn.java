// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import java.util.Arrays;

/**
 * The hashes of few different values in the longs of the delta itself, one memory access away from its other columns;
 * of more, in a {@link DistinctAccumulator}.
 */
final class DistinctColumn extends DeltaColumn {

    private static final int MOST_IN_PLACE = 8;

    /** In the place of the number of hashes: they are in the object. */
    private static final long IN_OBJECT = -1;

    private final int field;
    private final TileWriter scratch = new TileWriter();
    private final Decimal number = new Decimal();
    private final long[] sorted = new long[MOST_IN_PLACE];

    DistinctColumn(int field, int at, int object) {
        super(at, object);
        this.field = field;
    }

    /** How many hashes there are, and room for them. */
    @Override
    int longs() {
        return 1 + MOST_IN_PLACE;
    }

    @Override
    int objects() {
        return 1;
    }

    @Override
    void blank(long[] state) {
        state[at] = 0;
    }

    @Override
    void add(EventFields event, long time, DeltaTable table, int delta) {
        EventFields.Kind kind = event.kind(field);
        if (kind == EventFields.Kind.NONE) {
            return;
        }
        long hash = hash(kind, event);
        long[] states = table.states();
        int state = table.state(delta) + at;
        long count = states[state];
        if (count == IN_OBJECT) {
            addToObject(hash, table, delta);
            return;
        }
        int end = state + 1 + (int) count;
        for (int i = state + 1; i < end; i++) {
            if (states[i] == hash) {
                return;
            }
        }
        if (count < MOST_IN_PLACE) {
            states[end] = hash;
            states[state]++;
        } else {
            moveToObject(table, delta);
            addToObject(hash, table, delta);
        }
    }

    private long hash(EventFields.Kind kind, EventFields event) {
        return switch (kind) {
            case TEXT -> ScalarHash.ofText(event.bytes(field), event.from(field), event.to(field));
            case FALSE -> ScalarHash.FALSE;
            case TRUE -> ScalarHash.TRUE;
            default -> {
                number.set(event.number(field));
                scratch.reset();
                scratch.decimal(number);
                yield ScalarHash.ofNumber(scratch);
            }
        };
    }

    private void moveToObject(DeltaTable table, int delta) {
        Object[] objects = table.objects();
        int place = table.object(delta) + object;
        if (objects[place] == null) {
            var fresh = new DistinctAccumulator();
            objects[place] = fresh;
            table.account(fresh.heapBytes());
        } else {
            var used = (DistinctAccumulator) objects[place];
            int before = used.heapBytes();
            used.clear();
            table.account(used.heapBytes() - before);
        }
        int state = table.state(delta) + at;
        for (int i = 1; i <= MOST_IN_PLACE; i++) {
            addToObject(table.states()[state + i], table, delta);
        }
        table.states()[state] = IN_OBJECT;
    }

    private void addToObject(long hash, DeltaTable table, int delta) {
        DistinctAccumulator values = inObject(table, delta);
        int before = values.heapBytes();
        values.add(hash);
        int grown = values.heapBytes() - before;
        if (grown != 0) {
            table.account(grown);
        }
    }

    private DistinctAccumulator inObject(DeltaTable table, int delta) {
        return (DistinctAccumulator) table.objects()[table.object(delta) + object];
    }

    @Override
    void write(DeltaTable table, int delta, TileWriter out) {
        int state = table.state(delta) + at;
        int count = (int) table.states()[state];
        if (count == IN_OBJECT) {
            inObject(table, delta).write(out);
            return;
        }
        System.arraycopy(table.states(), state + 1, sorted, 0, count);
        Arrays.sort(sorted, 0, count);
        out.unsigned(count);
        for (int i = 0; i < count; i++) {
            out.fixedLong(sorted[i]);
        }
    }
}
