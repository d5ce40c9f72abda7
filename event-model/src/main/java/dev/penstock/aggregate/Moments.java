// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.Decimal;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.codec.TileWriter;
import dev.penstock.aggregate.delta.ColumnPlace;
import dev.penstock.aggregate.delta.DeltaColumn;
import dev.penstock.aggregate.delta.DeltaStates;
import dev.penstock.aggregate.delta.EventFields;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * What {@link Variance} and {@link Stddev} have in common: how many numbers there are, and the exact sums of the numbers and
 * of their squares, which come to the same in any order, as a running mean would not. Written: the count, and unless that
 * is 0 both sums.
 */
interface Moments extends OfField {

    /**
     * Reads a state and tells the sample variance.
     *
     * @param rounding the only one
     */
    static Optional<BigDecimal> variance(TileReader in, MathContext rounding) {
        long count = in.count();
        if (count == 0) {
            return Optional.empty();
        }
        var number = new Decimal();
        in.decimal(number);
        BigDecimal sum = number.toBigDecimal();
        in.decimal(number);
        if (count == 1) {
            return Optional.empty();
        }
        BigDecimal n = BigDecimal.valueOf(count);
        BigDecimal above = n.multiply(number.toBigDecimal()).subtract(sum.multiply(sum));
        if (above.signum() < 0) {
            throw in.wrong("expected the sums of numbers and of their squares, found others");
        }
        return Optional.of(above.divide(n.multiply(n.subtract(BigDecimal.ONE)), rounding));
    }

    @Override
    default DeltaColumn newColumn(ColumnPlace place) {
        return new InDelta(place);
    }

    @Override
    default StateMerger newMerger() {
        var sum = new Decimal();
        var addend = new Decimal();
        return (one, other, out) -> {
            int otherFrom = other.position();
            long count = one.count();
            long otherCount = other.count();
            if (count == 0) {
                skipSums(otherCount, other);
                StateMerger.copy(other, otherFrom, out);
                return;
            }
            out.unsigned(Math.addExact(count, otherCount));
            for (int i = 0; i < 2; i++) {
                one.decimal(sum);
                if (otherCount > 0) {
                    other.decimal(addend);
                    sum.add(addend);
                }
                out.decimal(sum);
            }
        };
    }

    @Override
    default void skip(TileReader in) {
        skipSums(in.count(), in);
    }

    private static void skipSums(long count, TileReader in) {
        if (count > 0) {
            in.skipDecimal();
            in.skipDecimal();
        }
    }

    /** The count in a long, and behind it the columns of the sums. */
    final class InDelta extends DeltaColumn {

        private final int field;
        private final DecimalColumn sum;
        private final DecimalColumn squares;
        private final Decimal square = new Decimal();

        InDelta(ColumnPlace place) {
            super(place);
            this.field = place.field();
            ColumnPlace behindCount = place.behind(1, 0);
            this.sum = DecimalColumn.sum(behindCount);
            this.squares = DecimalColumn.sum(behindCount.behind(sum.longs(), sum.objects()));
        }

        @Override
        public int longs() {
            return 1 + sum.longs() + squares.longs();
        }

        @Override
        public int objects() {
            return sum.objects() + squares.objects();
        }

        @Override
        public void blank(long[] delta) {
            delta[at] = 0;
            sum.blank(delta);
            squares.blank(delta);
        }

        @Override
        public void add(EventFields event, long time, DeltaStates deltas, int delta) {
            if (event.isNumber(field)) {
                deltas.longs()[deltas.longOffset(delta) + at]++;
                Decimal number = event.number(field);
                sum.add(number, deltas, delta);
                square.setSquare(number);
                squares.add(square, deltas, delta);
            }
        }

        @Override
        public void write(DeltaStates deltas, int delta, TileWriter out) {
            long count = deltas.longs()[deltas.longOffset(delta) + at];
            out.unsigned(count);
            if (count > 0) {
                sum.write(deltas, delta, out);
                squares.write(deltas, delta, out);
            }
        }
    }
}
