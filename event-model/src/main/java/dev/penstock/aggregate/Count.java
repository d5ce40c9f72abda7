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

/** How many events. */
public record Count() implements Aggregate {

    static final AggregateType TYPE = AggregateType.ofEvents("count", AggregateType.Value.INTEGER, "", new Count());

    @Override
    public AggregateType type() {
        return TYPE;
    }

    @Override
    public String meaning(String field, String filter) {
        return "how many events" + filter;
    }

    @Override
    public DeltaColumn newColumn(ColumnPlace place) {
        return new InDelta(place);
    }

    @Override
    public StateMerger newMerger() {
        return (one, other, out) -> out.unsigned(Math.addExact(one.count(), other.count()));
    }

    @Override
    public void skip(TileReader in) {
        in.count();
    }

    @Override
    public boolean readNumber(TileReader in, Decimal number) {
        number.set(in.count(), 0);
        return true;
    }

    @Override
    public void writeValue(TileReader in, JsonWriter json, Decimal number) {
        json.number(in.count());
    }

    private static final class InDelta extends DeltaColumn {

        InDelta(ColumnPlace place) {
            super(place);
        }

        @Override
        public int longs() {
            return 1;
        }

        @Override
        public boolean isCount() {
            return true;
        }

        @Override
        public void blank(long[] delta) {
            delta[at] = 0;
        }

        @Override
        public void add(EventFields event, long time, DeltaStates deltas, int delta) {
            deltas.longs()[deltas.longOffset(delta) + at]++;
        }

        @Override
        public void write(DeltaStates deltas, int delta, TileWriter out) {
            out.unsigned(deltas.longs()[deltas.longOffset(delta) + at]);
        }
    }
}
