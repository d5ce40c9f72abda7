// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import java.util.Arrays;

/**
 * The hashes of few different values in the longs of the delta itself, one memory access away from its other columns; of
 * more, in a {@link HashSet64}; of so many that a tile has a sketch of them, in a {@link DistinctAccumulator}.
 */
final class DistinctColumn extends DeltaColumn {

    private static final int MOST_IN_PLACE = 8;

    /** In the place of the number of hashes: they are in the accumulator. */
    private static final long IN_ACCUMULATOR = -1;

    private final int field;
    private final TileWriter scratch = new TileWriter();
    private final Decimal number = new Decimal();
    private final long[] sorted = new long[DistinctAccumulator.MAX_EXACT];

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
        long count = table.states()[table.state(delta) + at];
        if (count > MOST_IN_PLACE) {
            addToSet(hash, (int) count, table, delta);
        } else if (count == IN_ACCUMULATOR) {
            addToAccumulator(hash, table, delta);
        } else {
            addInPlace(hash, (int) count, table, delta);
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

    private void addInPlace(long hash, int count, DeltaTable table, int delta) {
        long[] states = table.states();
        int state = table.state(delta) + at;
        int end = state + 1 + count;
        for (int i = state + 1; i < end; i++) {
            if (states[i] == hash) {
                return;
            }
        }
        if (count < MOST_IN_PLACE) {
            states[end] = hash;
            states[state]++;
        } else {
            moveToSet(table, delta);
            addToSet(hash, count, table, delta);
        }
    }

    private void moveToSet(DeltaTable table, int delta) {
        int place = table.object(delta) + object;
        if (table.objects()[place] instanceof HashSet64 set) {
            set.clear();
        } else {
            replace(place, new HashSet64(), table);
        }
        var set = (HashSet64) table.objects()[place];
        int from = table.state(delta) + at + 1;
        for (int i = 0; i < MOST_IN_PLACE; i++) {
            set.add(table.states()[from + i]);
        }
    }

    private void addToSet(long hash, int count, DeltaTable table, int delta) {
        int place = table.object(delta) + object;
        var set = (HashSet64) table.objects()[place];
        int before = set.heapBytes();
        if (!set.add(hash)) {
            return;
        }
        table.account(set.heapBytes() - before);
        int state = table.state(delta) + at;
        if (count < DistinctAccumulator.MAX_EXACT) {
            table.states()[state] = count + 1L;
            return;
        }
        var values = new DistinctAccumulator();
        set.forEach(values::add);
        replace(place, values, table);
        table.states()[state] = IN_ACCUMULATOR;
    }

    private void addToAccumulator(long hash, DeltaTable table, int delta) {
        var values = (DistinctAccumulator) table.objects()[table.object(delta) + object];
        int before = values.heapBytes();
        values.add(hash);
        table.account(values.heapBytes() - before);
    }

    private static void replace(int place, Object now, DeltaTable table) {
        Object[] objects = table.objects();
        table.account(heapBytes(now) - heapBytes(objects[place]));
        objects[place] = now;
    }

    private static int heapBytes(Object held) {
        if (held instanceof HashSet64 set) {
            return set.heapBytes();
        }
        return held instanceof DistinctAccumulator values ? values.heapBytes() : 0;
    }

    @Override
    void write(DeltaTable table, int delta, TileWriter out) {
        int state = table.state(delta) + at;
        int count = (int) table.states()[state];
        Object held = table.objects()[table.object(delta) + object];
        if (count == IN_ACCUMULATOR) {
            ((DistinctAccumulator) held).write(out);
        } else if (count > MOST_IN_PLACE) {
            ((HashSet64) held).copyTo(sorted);
            writeSorted(count, out);
        } else {
            System.arraycopy(table.states(), state + 1, sorted, 0, count);
            writeSorted(count, out);
        }
    }

    private void writeSorted(int count, TileWriter out) {
        Arrays.sort(sorted, 0, count);
        out.unsigned(count);
        for (int i = 0; i < count; i++) {
            out.fixedLong(sorted[i]);
        }
    }
}
