// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import java.util.Arrays;

/**
 * The hashes of few different values in the longs of the delta itself, one memory access away from its other columns; of
 * more, in an array in their order; of so many that a tile has a sketch of them, in a {@link DistinctAccumulator}.
 */
final class DistinctColumn extends DeltaColumn {

    private static final int MOST_IN_PLACE = 8;
    private static final int FIRST_CAPACITY = 32;
    private static final int ARRAY_BYTES = 16;

    /** In the place of the number of hashes: they are in the accumulator. */
    private static final long IN_ACCUMULATOR = -1;

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
        long count = table.states()[table.state(delta) + at];
        if (count > MOST_IN_PLACE) {
            addToArray(hash, (int) count, table, delta);
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
            moveToArray(table, delta);
            addToArray(hash, count, table, delta);
        }
    }

    private void moveToArray(DeltaTable table, int delta) {
        Object[] objects = table.objects();
        int place = table.object(delta) + object;
        if (!(objects[place] instanceof long[])) {
            replace(place, new long[FIRST_CAPACITY], table);
        }
        var hashes = (long[]) objects[place];
        System.arraycopy(table.states(), table.state(delta) + at + 1, hashes, 0, MOST_IN_PLACE);
        Arrays.sort(hashes, 0, MOST_IN_PLACE);
    }

    private void addToArray(long hash, int count, DeltaTable table, int delta) {
        int place = table.object(delta) + object;
        var hashes = (long[]) table.objects()[place];
        int index = SortedHashes.indexOf(hash, hashes, count);
        if (index < count && hashes[index] == hash) {
            return;
        }
        int state = table.state(delta) + at;
        if (count == DistinctAccumulator.MAX_EXACT) {
            var values = new DistinctAccumulator();
            for (int i = 0; i < count; i++) {
                values.add(hashes[i]);
            }
            replace(place, values, table);
            table.states()[state] = IN_ACCUMULATOR;
            addToAccumulator(hash, table, delta);
            return;
        }
        if (count == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * count);
            replace(place, hashes, table);
        }
        System.arraycopy(hashes, index, hashes, index + 1, count - index);
        hashes[index] = hash;
        table.states()[state] = count + 1L;
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
        if (held instanceof long[] hashes) {
            return ARRAY_BYTES + Long.BYTES * hashes.length;
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
            write((long[]) held, count, out);
        } else {
            System.arraycopy(table.states(), state + 1, sorted, 0, count);
            Arrays.sort(sorted, 0, count);
            write(sorted, count, out);
        }
    }

    private static void write(long[] hashes, int count, TileWriter out) {
        out.unsigned(count);
        for (int i = 0; i < count; i++) {
            out.fixedLong(hashes[i]);
        }
    }
}
