// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.Decimal;
import dev.penstock.aggregate.codec.JsonWriter;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.codec.TileWriter;
import dev.penstock.aggregate.delta.ColumnPlace;
import dev.penstock.aggregate.delta.DeltaColumn;
import dev.penstock.aggregate.delta.DeltaStates;
import dev.penstock.aggregate.delta.EventFields;
import dev.penstock.event.FieldPath;

/**
 * How many events each value has, by its text. Exact for up to 100 values; of more, 100 have theirs and all others are
 * counted together. Written as {@link ValueCounts}.
 */
public record CountBy(FieldPath field) implements OfField {

    static final AggregateType TYPE = AggregateType.ofField(
            "count_by", AggregateType.Operand.SINGLE_VALUE, AggregateType.Value.COUNTS, CountBy::new);

    @Override
    public AggregateType type() {
        return TYPE;
    }

    @Override
    public String meaning(String of, String filter) {
        return "how many events each " + of + " has" + Aggregate.overEvents(filter)
                + "; of more than 100 different, those that are not among 100 of them count as `other`";
    }

    @Override
    public DeltaColumn newColumn(ColumnPlace place) {
        return new InDelta(place);
    }

    @Override
    public StateMerger newMerger() {
        var counts = new ValueCounts();
        return (one, other, out) -> {
            counts.clear();
            counts.addAll(one);
            counts.addAll(other);
            counts.write(out);
        };
    }

    @Override
    public void skip(TileReader in) {
        ValueCounts.skip(in);
    }

    @Override
    public boolean readNumber(TileReader in, Decimal number) {
        skip(in);
        return false;
    }

    @Override
    public void writeValue(TileReader in, JsonWriter json, Decimal number) {
        var counts = new ValueCounts();
        counts.addAll(in);
        counts.writeJson(json);
    }

    /** Whether there are any in a long, and the counts in an object that is kept for the next delta. */
    private static final class InDelta extends DeltaColumn {

        private final int field;
        private final Decimal number = new Decimal();
        private final JsonWriter digits = new JsonWriter();

        InDelta(ColumnPlace place) {
            super(place);
            this.field = place.field();
        }

        @Override
        public int longs() {
            return 1;
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
        public void add(EventFields event, long time, DeltaStates deltas, int delta) {
            EventFields.Kind kind = event.kind(field);
            if (kind == EventFields.Kind.NONE) {
                return;
            }
            ValueCounts counts = counts(deltas, delta);
            int state = deltas.longOffset(delta) + at;
            if (deltas.longs()[state]++ == 0) {
                counts.clear();
            }
            int before = counts.heapBytes();
            switch (kind) {
                case TEXT -> counts.add(event.bytes(field), event.from(field), event.to(field), 1);
                case FALSE -> counts.add(ValueCounts.FALSE, 0, ValueCounts.FALSE.length, 1);
                case TRUE -> counts.add(ValueCounts.TRUE, 0, ValueCounts.TRUE.length, 1);
                default -> {
                    number.set(event.number(field));
                    digits.reset();
                    digits.number(number);
                    counts.add(digits.buffer(), 0, digits.size(), 1);
                }
            }
            deltas.account(counts.heapBytes() - before);
        }

        private ValueCounts counts(DeltaStates deltas, int delta) {
            Object[] objects = deltas.objects();
            int place = deltas.objectOffset(delta) + object;
            if (objects[place] == null) {
                var fresh = new ValueCounts();
                objects[place] = fresh;
                deltas.account(fresh.heapBytes());
            }
            return (ValueCounts) objects[place];
        }

        @Override
        public void write(DeltaStates deltas, int delta, TileWriter out) {
            if (deltas.longs()[deltas.longOffset(delta) + at] == 0) {
                ValueCounts.writeNone(out);
            } else {
                counts(deltas, delta).write(out);
            }
        }
    }
}
