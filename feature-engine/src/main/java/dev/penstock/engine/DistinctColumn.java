// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

final class DistinctColumn extends DeltaColumn {

    private final int field;
    private final TileWriter scratch = new TileWriter();
    private final Decimal number = new Decimal();

    DistinctColumn(int field, int at, int object) {
        super(at, object);
        this.field = field;
    }

    /** Whether the object belongs to this delta; if not, it is there to be used again. */
    @Override
    int longs() {
        return 1;
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
        if (kind != EventFields.Kind.NONE) {
            DistinctAccumulator values = values(table, delta);
            int before = values.heapBytes();
            values.add(hash(kind, event));
            int grown = values.heapBytes() - before;
            if (grown != 0) {
                table.account(grown);
            }
        }
    }

    private DistinctAccumulator values(DeltaTable table, int delta) {
        Object[] objects = table.objects();
        int place = table.object(delta) + object;
        int state = table.state(delta) + at;
        if (table.states()[state] == 0) {
            table.states()[state] = 1;
            int before = 0;
            if (objects[place] == null) {
                objects[place] = new DistinctAccumulator();
            } else {
                before = ((DistinctAccumulator) objects[place]).heapBytes();
                ((DistinctAccumulator) objects[place]).clear();
            }
            table.account(((DistinctAccumulator) objects[place]).heapBytes() - before);
        }
        return (DistinctAccumulator) objects[place];
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

    @Override
    void write(DeltaTable table, int delta, TileWriter out) {
        if (table.states()[table.state(delta) + at] == 0) {
            out.unsigned(0);
        } else {
            ((DistinctAccumulator) table.objects()[table.object(delta) + object]).write(out);
        }
    }
}
