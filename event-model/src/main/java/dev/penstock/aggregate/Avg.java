// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.Decimal;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.codec.TileWriter;
import dev.penstock.aggregate.delta.ColumnPlace;
import dev.penstock.aggregate.delta.DeltaColumn;
import dev.penstock.aggregate.delta.DeltaStates;
import dev.penstock.aggregate.delta.EventFields;
import dev.penstock.event.FieldPath;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The exact sum of the numbers divided by how many there are, rounded once, to 16 significant digits; null without one.
 * Written: the count, and unless that is 0 the sum.
 */
public record Avg(FieldPath field) implements OfField {

    static final AggregateType TYPE =
            AggregateType.ofField("avg", AggregateType.Operand.NUMBER, AggregateType.Value.NUMBER_OR_NULL, Avg::new);

    @Override
    public AggregateType type() {
        return TYPE;
    }

    @Override
    public String meaning(String of, String filter) {
        return "mean of " + of + Aggregate.overEvents(filter) + ", to 16 digits";
    }

    @Override
    public DeltaColumn newColumn(ColumnPlace place) {
        return new InDelta(place);
    }

    @Override
    public StateMerger newMerger() {
        var sum = new Decimal();
        var addend = new Decimal();
        return (one, other, out) -> {
            long count = one.count();
            if (count == 0) {
                int from = other.position();
                skip(other);
                StateMerger.copy(other, from, out);
                return;
            }
            long otherCount = other.count();
            one.decimal(sum);
            if (otherCount > 0) {
                other.decimal(addend);
                sum.add(addend);
            }
            out.unsigned(Math.addExact(count, otherCount));
            out.decimal(sum);
        };
    }

    @Override
    public void skip(TileReader in) {
        if (in.count() > 0) {
            in.skipDecimal();
        }
    }

    @Override
    public boolean readNumber(TileReader in, Decimal number) {
        long count = in.count();
        if (count == 0) {
            return false;
        }
        in.decimal(number);
        number.set(number.toBigDecimal().divide(BigDecimal.valueOf(count), MathContext.DECIMAL64));
        return true;
    }

    private static final class InDelta extends DeltaColumn {

        private final int field;
        private final DecimalColumn sum;

        InDelta(ColumnPlace place) {
            super(place);
            this.field = place.field();
            this.sum = DecimalColumn.sum(place.behind(1, 0));
        }

        @Override
        public int longs() {
            return 1 + sum.longs();
        }

        @Override
        public int objects() {
            return sum.objects();
        }

        @Override
        public void blank(long[] delta) {
            delta[at] = 0;
            sum.blank(delta);
        }

        @Override
        public void add(EventFields event, long time, DeltaStates deltas, int delta) {
            if (event.isNumber(field)) {
                deltas.longs()[deltas.longOffset(delta) + at]++;
                sum.add(event, time, deltas, delta);
            }
        }

        @Override
        public void write(DeltaStates deltas, int delta, TileWriter out) {
            long count = deltas.longs()[deltas.longOffset(delta) + at];
            out.unsigned(count);
            if (count > 0) {
                sum.write(deltas, delta, out);
            }
        }
    }
}
