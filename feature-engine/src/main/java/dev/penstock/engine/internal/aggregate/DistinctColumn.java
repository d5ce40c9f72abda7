// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.aggregate;

import dev.penstock.engine.internal.codec.Decimal;
import dev.penstock.engine.internal.codec.TileWriter;
import dev.penstock.engine.internal.delta.DeltaTable;
import dev.penstock.engine.internal.delta.EventFields;

import java.util.Arrays;

/**
 * The hashes of few different values in the longs of the delta itself, one memory access away from its other columns; of
 * more, in a set of {@link HashSets}; of so many that a tile has a sketch of them, in a {@link DistinctAccumulator}.
 */
final class DistinctColumn extends DeltaColumn {

    private static final int MOST_IN_PLACE = 8;

    private static final int FIRST_CAPACITY = 32;

    /** Behind the number of hashes, where they are not in place: where they are, how many have room, and whether 0 is one. */
    private static final int SET = 1;

    private static final int CAPACITY = 2;
    private static final int HAS_ZERO = 3;

    /** In the place of the number of hashes: they are in the accumulator. */
    private static final long IN_ACCUMULATOR = -1;

    private final int field;
    private final TileWriter scratch = new TileWriter();
    private final Decimal number = new Decimal();
    private final HashSets sets = new HashSets();

    /** By place: whether the event has a value, and the hash of that. */
    private final boolean[] isThere = new boolean[EventFields.BLOCK];

    private final long[] hashes = new long[EventFields.BLOCK];

    /** What was read ahead; kept so that it is read at all. */
    private long fetched;

    private final long[] sorted = new long[DistinctAccumulator.MAX_EXACT + 1];

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
    public void blank(long[] state) {
        state[at] = 0;
    }

    @Override
    public void read(EventFields event) {
        EventFields.Kind kind = event.kind(field);
        isThere[event.place()] = kind != EventFields.Kind.NONE;
        hashes[event.place()] = kind == EventFields.Kind.NONE ? 0 : hash(kind, event);
    }

    @Override
    public void fetch(DeltaTable table, int[] deltas, int count) {
        long[] states = table.states();
        for (int i = 0; i < count; i++) {
            int state = table.state(Math.max(0, deltas[i])) + at;
            if (deltas[i] != DeltaTable.NONE && states[state] > MOST_IN_PLACE) {
                fetched += sets.first(hashes[i], (int) states[state + SET], (int) states[state + CAPACITY]);
            }
        }
    }

    @Override
    public void add(EventFields event, long time, DeltaTable table, int delta) {
        if (!isThere[event.place()]) {
            return;
        }
        long hash = hashes[event.place()];
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
        long[] states = table.states();
        int state = table.state(delta) + at;
        System.arraycopy(states, state + 1, sorted, 0, MOST_IN_PLACE);
        states[state] = 0;
        states[state + SET] = newSet(table);
        states[state + CAPACITY] = FIRST_CAPACITY;
        states[state + HAS_ZERO] = 0;
        for (int i = 0; i < MOST_IN_PLACE; i++) {
            addToSet(sorted[i], i, table, delta);
        }
    }

    private int newSet(DeltaTable table) {
        int before = sets.heapBytes();
        int set = sets.add(FIRST_CAPACITY);
        table.account(sets.heapBytes() - before);
        return set;
    }

    private void addToSet(long hash, int count, DeltaTable table, int delta) {
        long[] states = table.states();
        int state = table.state(delta) + at;
        int set = (int) states[state + SET];
        int capacity = (int) states[state + CAPACITY];
        if (hash == 0) {
            if (states[state + HAS_ZERO] != 0) {
                return;
            }
            states[state + HAS_ZERO] = 1;
        } else if (!sets.add(hash, set, capacity)) {
            return;
        }
        states[state] = count + 1L;
        if (count == DistinctAccumulator.MAX_EXACT) {
            moveToAccumulator(count + 1, table, delta);
        } else if (4 * (count + 1) > 3 * capacity) {
            int before = sets.heapBytes();
            states[state + SET] = sets.grown(set, capacity);
            states[state + CAPACITY] = 2L * capacity;
            table.account(sets.heapBytes() - before);
        }
    }

    private void moveToAccumulator(int count, DeltaTable table, int delta) {
        int state = table.state(delta) + at;
        copySet(table.states(), state);
        var values = new DistinctAccumulator();
        for (int i = 0; i < count; i++) {
            values.add(sorted[i]);
        }
        Object[] objects = table.objects();
        int place = table.object(delta) + object;
        table.account(values.heapBytes() - heapBytes(objects[place]));
        objects[place] = values;
        table.states()[state] = IN_ACCUMULATOR;
    }

    /** Copies the set of a delta to {@link #sorted}, in no order. */
    private void copySet(long[] states, int state) {
        int zeros = (int) states[state + HAS_ZERO];
        sorted[0] = 0;
        sets.copy((int) states[state + SET], (int) states[state + CAPACITY], sorted, zeros);
    }

    private void addToAccumulator(long hash, DeltaTable table, int delta) {
        var values = (DistinctAccumulator) table.objects()[table.object(delta) + object];
        int before = values.heapBytes();
        values.add(hash);
        table.account(values.heapBytes() - before);
    }

    private static int heapBytes(Object held) {
        return held instanceof DistinctAccumulator values ? values.heapBytes() : 0;
    }

    @Override
    public void clear() {
        sets.clear();
    }

    @Override
    public void drop() {
        sets.drop();
    }

    @Override
    public void write(DeltaTable table, int delta, TileWriter out) {
        int state = table.state(delta) + at;
        int count = (int) table.states()[state];
        if (count == IN_ACCUMULATOR) {
            ((DistinctAccumulator) table.objects()[table.object(delta) + object]).write(out);
            return;
        }
        if (count > MOST_IN_PLACE) {
            copySet(table.states(), state);
        } else {
            System.arraycopy(table.states(), state + 1, sorted, 0, count);
        }
        writeSorted(count, out);
    }

    private void writeSorted(int count, TileWriter out) {
        Arrays.sort(sorted, 0, count);
        out.unsigned(count);
        for (int i = 0; i < count; i++) {
            out.fixedLong(sorted[i]);
        }
    }
}
