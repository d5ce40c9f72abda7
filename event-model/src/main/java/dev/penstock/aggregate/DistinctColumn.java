// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.Decimal;
import dev.penstock.aggregate.codec.TileWriter;
import dev.penstock.aggregate.delta.ColumnPlace;
import dev.penstock.aggregate.delta.DeltaColumn;
import dev.penstock.aggregate.delta.DeltaStates;
import dev.penstock.aggregate.delta.EventFields;

import java.util.Arrays;

/**
 * The hashes of few different values in the longs of the delta itself, one memory access away from its other columns; of
 * more, in a set of {@link HashSets}; of so many that a tile has a sketch of them, in a {@link DistinctValues}.
 */
final class DistinctColumn extends DeltaColumn {

    private static final int MOST_IN_PLACE = 8;

    private static final int FIRST_CAPACITY = 32;

    /** Behind the number of hashes, where they are not in place: where they are, how many have room, and whether 0 is one. */
    private static final int SET_PLACE = 1;

    private static final int CAPACITY = 2;
    private static final int HAS_ZERO = 3;

    /** In the place of the number of hashes: it is known by the sketch. */
    private static final long IN_SKETCH = -1;

    /** Where the hashes of a delta are. */
    private enum Mode {
        IN_PLACE,
        SET,
        SKETCH;

        /** @param count what the first long of the column holds */
        static Mode of(long count) {
            return count > MOST_IN_PLACE ? SET : count == IN_SKETCH ? SKETCH : IN_PLACE;
        }
    }

    private final int field;
    private final TileWriter scratch = new TileWriter();
    private final Decimal number = new Decimal();
    private final HashSets sets = new HashSets();

    /** By place: whether the event has a value, and the hash of that. */
    private final boolean[] isThere = new boolean[EventFields.BLOCK];

    private final long[] hashes = new long[EventFields.BLOCK];

    /** Where prefetched values go, so that the JIT compiler doesn't drop the reads as useless. */
    private long prefetchSink;

    private final long[] sorted = new long[DistinctValues.MAX_EXACT + 1];

    DistinctColumn(ColumnPlace place) {
        super(place);
        this.field = place.field();
    }

    /** How many hashes there are, and room for them. */
    @Override
    public int longs() {
        return 1 + MOST_IN_PLACE;
    }

    @Override
    public int objects() {
        return 1;
    }

    @Override
    public void blank(long[] delta) {
        delta[at] = 0;
    }

    @Override
    public void read(EventFields event) {
        EventFields.Kind kind = event.kind(field);
        isThere[event.place()] = kind != EventFields.Kind.NONE;
        hashes[event.place()] = kind == EventFields.Kind.NONE ? 0 : hash(kind, event);
    }

    @Override
    public void prefetch(DeltaStates deltas, int[] found, int count) {
        long[] states = deltas.longs();
        for (int i = 0; i < count; i++) {
            int state = deltas.longOffset(Math.max(0, found[i])) + at;
            if (found[i] != DeltaStates.NONE && Mode.of(states[state]) == Mode.SET) {
                prefetchSink += sets.first(hashes[i], (int) states[state + SET_PLACE], (int) states[state + CAPACITY]);
            }
        }
    }

    @Override
    public void add(EventFields event, long time, DeltaStates deltas, int delta) {
        if (!isThere[event.place()]) {
            return;
        }
        long hash = hashes[event.place()];
        long count = deltas.longs()[deltas.longOffset(delta) + at];
        Mode mode = Mode.of(count);
        if (mode == Mode.SET) {
            addToSet(hash, (int) count, deltas, delta);
        } else if (mode == Mode.SKETCH) {
            addToSketch(hash, deltas, delta);
        } else {
            addInPlace(hash, (int) count, deltas, delta);
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

    private void addInPlace(long hash, int count, DeltaStates deltas, int delta) {
        long[] states = deltas.longs();
        int state = deltas.longOffset(delta) + at;
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
            moveToSet(deltas, delta);
            addToSet(hash, count, deltas, delta);
        }
    }

    private void moveToSet(DeltaStates deltas, int delta) {
        long[] states = deltas.longs();
        int state = deltas.longOffset(delta) + at;
        System.arraycopy(states, state + 1, sorted, 0, MOST_IN_PLACE);
        states[state] = 0;
        states[state + SET_PLACE] = newSet(deltas);
        states[state + CAPACITY] = FIRST_CAPACITY;
        states[state + HAS_ZERO] = 0;
        for (int i = 0; i < MOST_IN_PLACE; i++) {
            addToSet(sorted[i], i, deltas, delta);
        }
    }

    private int newSet(DeltaStates deltas) {
        int before = sets.heapBytes();
        int set = sets.add(FIRST_CAPACITY);
        deltas.account(sets.heapBytes() - before);
        return set;
    }

    private void addToSet(long hash, int count, DeltaStates deltas, int delta) {
        long[] states = deltas.longs();
        int state = deltas.longOffset(delta) + at;
        int set = (int) states[state + SET_PLACE];
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
        if (count == DistinctValues.MAX_EXACT) {
            moveToSketch(count + 1, deltas, delta);
        } else if (4 * (count + 1) > 3 * capacity) {
            int before = sets.heapBytes();
            states[state + SET_PLACE] = sets.grown(set, capacity);
            states[state + CAPACITY] = 2L * capacity;
            deltas.account(sets.heapBytes() - before);
        }
    }

    private void moveToSketch(int count, DeltaStates deltas, int delta) {
        int state = deltas.longOffset(delta) + at;
        copySet(deltas.longs(), state);
        var values = new DistinctValues();
        for (int i = 0; i < count; i++) {
            values.add(sorted[i]);
        }
        Object[] objects = deltas.objects();
        int place = deltas.objectOffset(delta) + object;
        deltas.account(values.heapBytes() - heapBytes(objects[place]));
        objects[place] = values;
        deltas.longs()[state] = IN_SKETCH;
    }

    /** Copies the set of a delta to {@link #sorted}, in no order. */
    private void copySet(long[] states, int state) {
        int zeros = (int) states[state + HAS_ZERO];
        sorted[0] = 0;
        sets.copy((int) states[state + SET_PLACE], (int) states[state + CAPACITY], sorted, zeros);
    }

    private void addToSketch(long hash, DeltaStates deltas, int delta) {
        var values = (DistinctValues) deltas.objects()[deltas.objectOffset(delta) + object];
        int before = values.heapBytes();
        values.add(hash);
        deltas.account(values.heapBytes() - before);
    }

    private static int heapBytes(Object held) {
        return held instanceof DistinctValues values ? values.heapBytes() : 0;
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
    public void write(DeltaStates deltas, int delta, TileWriter out) {
        int state = deltas.longOffset(delta) + at;
        int count = (int) deltas.longs()[state];
        if (Mode.of(count) == Mode.SKETCH) {
            ((DistinctValues) deltas.objects()[deltas.objectOffset(delta) + object]).write(out);
            return;
        }
        if (Mode.of(count) == Mode.SET) {
            copySet(deltas.longs(), state);
        } else {
            System.arraycopy(deltas.longs(), state + 1, sorted, 0, count);
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
