// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.Decimal;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.codec.TileWriter;
import dev.penstock.aggregate.codec.TimeSpan;
import dev.penstock.aggregate.delta.ColumnPlace;
import dev.penstock.aggregate.delta.DeltaColumn;
import dev.penstock.aggregate.delta.DeltaStates;
import dev.penstock.aggregate.delta.EventFields;

/** Last minus first event time in milliseconds; 0 without an event. Written as a {@link TimeSpan}. */
public record Duration() implements Aggregate {

    static final AggregateType TYPE =
            AggregateType.ofEvents("duration", AggregateType.Value.INTEGER, "ms", new Duration());

    @Override
    public AggregateType type() {
        return TYPE;
    }

    @Override
    public String meaning(String field, String filter) {
        return "last minus first event time" + Aggregate.overEvents(filter) + ", in milliseconds";
    }

    @Override
    public DeltaColumn newColumn(ColumnPlace place) {
        return new InDelta(place, place.filtered() ? place.at() : DeltaStates.FIRST_TIME);
    }

    @Override
    public StateMerger newMerger() {
        return TimeSpan::merge;
    }

    @Override
    public void skip(TileReader in) {
        TimeSpan.skip(in);
    }

    @Override
    public boolean readNumber(TileReader in, Decimal number) {
        // A span is written as its start and its length.
        boolean present = in.flag();
        if (present) {
            in.signed();
        }
        number.set(present ? in.count() : 0, 0);
        return true;
    }

    /** Where no filter keeps events out, the times are those of the delta itself. */
    private static final class InDelta extends DeltaColumn {

        private final int times;
        private final boolean isOwn;

        InDelta(ColumnPlace place, int times) {
            super(place);
            this.times = times;
            this.isOwn = times == place.at();
        }

        @Override
        public int longs() {
            return isOwn ? 2 : 0;
        }

        /** The delta keeps its own times by itself. */
        @Override
        public boolean takesEvents() {
            return isOwn;
        }

        @Override
        public void blank(long[] delta) {
            delta[times] = Long.MAX_VALUE;
            delta[times + 1] = Long.MIN_VALUE;
        }

        @Override
        public void add(EventFields event, long time, DeltaStates deltas, int delta) {
            long[] longs = deltas.longs();
            int first = deltas.longOffset(delta) + times;
            longs[first] = Math.min(longs[first], time);
            longs[first + 1] = Math.max(longs[first + 1], time);
        }

        @Override
        public void write(DeltaStates deltas, int delta, TileWriter out) {
            int first = deltas.longOffset(delta) + times;
            TimeSpan.write(deltas.longs()[first], deltas.longs()[first + 1], out);
        }
    }
}
