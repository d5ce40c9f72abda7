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

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The n values with the latest event times, the latest first, and of the same time the greatest first; a value that comes
 * twice is there twice. Written: how many there are, and of each its time and the value.
 *
 * @param n at most so many
 */
public record LastN(FieldPath field, BigDecimal n) implements OfField {

    static final AggregateType TYPE = AggregateType.withOption(
            "last_n",
            AggregateType.Operand.KEPT_VALUE,
            AggregateType.Value.LIST,
            AggregateType.Option.whole("n", 1, 100),
            LastN::new);

    @Override
    public AggregateType type() {
        return TYPE;
    }

    @Override
    public Optional<BigDecimal> option() {
        return Optional.of(n);
    }

    @Override
    public int mostValues() {
        return n.intValueExact();
    }

    @Override
    public String meaning(String of, String filter) {
        return "the last " + n.toPlainString() + " " + of + " by event time, the latest first"
                + Aggregate.overEvents(filter);
    }

    @Override
    public DeltaColumn newColumn(ColumnPlace place) {
        return new InDelta(place, mostValues());
    }

    @Override
    public StateMerger newMerger() {
        var values = new ScalarBytes();
        var first = new Entries();
        var second = new Entries();
        var merged = new TileWriter();
        int most = mostValues();
        return (one, other, out) -> {
            first.reset(one);
            second.reset(other);
            merged.reset();
            int count = 0;
            for (; count < most && (first.left > 0 || second.left > 0); count++) {
                boolean takesFirst = second.left == 0 || first.left > 0 && first.compareTo(second, values) >= 0;
                (takesFirst ? first : second).moveTo(merged);
            }
            first.skipRest();
            second.skipRest();
            out.unsigned(count);
            out.bytes(merged.buffer(), 0, merged.size());
        };
    }

    @Override
    public void skip(TileReader in) {
        new Entries().reset(in).skipRest();
    }

    @Override
    public boolean readNumber(TileReader in, Decimal number) {
        skip(in);
        return false;
    }

    @Override
    public void writeValue(TileReader in, JsonWriter json, Decimal number) {
        long count = in.count();
        json.single('[');
        for (long i = 0; i < count; i++) {
            in.signed();
            // Where n was made smaller, open windows still hold more.
            if (i >= mostValues()) {
                in.skipScalar();
                continue;
            }
            if (i > 0) {
                json.single(',');
            }
            ScalarBytes.writeTo(in, json, number);
        }
        json.single(']');
    }

    /** Entries of a written state, one after the other. */
    private static final class Entries {

        private TileReader in = new TileReader();
        private long left;
        private long time;
        private int from;
        private int value;
        private int end;

        Entries reset(TileReader reader) {
            in = reader;
            left = in.count() + 1;
            next();
            return this;
        }

        private void next() {
            left--;
            from = in.position();
            if (left > 0) {
                time = in.signed();
                value = in.position();
                in.skipScalar();
                end = in.position();
            }
        }

        int compareTo(Entries other, ScalarBytes values) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0
                    ? byTime
                    : values.compare(in.buffer(), value, end, other.in.buffer(), other.value, other.end);
        }

        void moveTo(TileWriter out) {
            out.bytes(in.buffer(), from, end);
            next();
        }

        void skipRest() {
            while (left > 0) {
                next();
            }
        }
    }

    /** How many values there are in a long, and the values in an object that is kept for the next delta. */
    private static final class InDelta extends DeltaColumn {

        private final int field;
        private final int most;
        private final ScalarBytes.Encoder encoder = new ScalarBytes.Encoder();
        private final ScalarBytes order = new ScalarBytes();

        /** The latest first. */
        private static final class Values {

            private final long[] times;
            private final TileWriter[] scalars;

            Values(int most) {
                times = new long[most];
                scalars = new TileWriter[most];
            }

            int heapBytes() {
                return 64 + (Long.BYTES + Integer.BYTES) * times.length;
            }
        }

        InDelta(ColumnPlace place, int most) {
            super(place);
            this.field = place.field();
            this.most = most;
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
            if (event.kind(field) == EventFields.Kind.NONE || !event.isKept(field)) {
                return;
            }
            Values values = values(deltas, delta);
            int state = deltas.longOffset(delta) + at;
            int size = (int) deltas.longs()[state];
            if (size == most && time < values.times[size - 1]) {
                return;
            }
            TileWriter scalar = encoder.encode(event, field);
            int place = size;
            while (place > 0 && isBefore(time, scalar, values, place - 1)) {
                place--;
            }
            if (place == most) {
                return;
            }
            TileWriter kept = room(values, Math.min(size, most - 1), deltas);
            int moved = Math.min(size, most - 1) - place;
            System.arraycopy(values.times, place, values.times, place + 1, moved);
            System.arraycopy(values.scalars, place, values.scalars, place + 1, moved);
            values.times[place] = time;
            values.scalars[place] = kept;
            int before = kept.capacity();
            kept.reset();
            kept.bytes(scalar.buffer(), 0, scalar.size());
            deltas.account(kept.capacity() - before);
            deltas.longs()[state] = Math.min(size + 1, most);
        }

        private boolean isBefore(long time, TileWriter scalar, Values values, int place) {
            if (time != values.times[place]) {
                return time > values.times[place];
            }
            TileWriter other = values.scalars[place];
            return order.compare(scalar.buffer(), 0, scalar.size(), other.buffer(), 0, other.size()) > 0;
        }

        /** The room of the value that is dropped, of an earlier delta, or new. */
        private static TileWriter room(Values values, int place, DeltaStates deltas) {
            if (values.scalars[place] == null) {
                values.scalars[place] = new TileWriter();
                deltas.account(96 + values.scalars[place].capacity());
            }
            return values.scalars[place];
        }

        private Values values(DeltaStates deltas, int delta) {
            Object[] objects = deltas.objects();
            int place = deltas.objectOffset(delta) + object;
            if (objects[place] == null) {
                var fresh = new Values(most);
                objects[place] = fresh;
                deltas.account(fresh.heapBytes());
            }
            return (Values) objects[place];
        }

        @Override
        public void write(DeltaStates deltas, int delta, TileWriter out) {
            int size = (int) deltas.longs()[deltas.longOffset(delta) + at];
            out.unsigned(size);
            for (int i = 0; i < size; i++) {
                Values values = values(deltas, delta);
                out.signed(values.times[i]);
                out.bytes(values.scalars[i].buffer(), 0, values.scalars[i].size());
            }
        }
    }
}
