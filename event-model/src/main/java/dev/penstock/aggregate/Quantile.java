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
import java.math.RoundingMode;
import java.util.Optional;

/**
 * A quantile of the numbers, of n numbers the one at place 1 + q (n - 1) in their order, rounded down; null without one. By
 * DDSketch (Masson, Rim, Lee, VLDB 2019): numbers are counted in {@link LogBins}, so the value is off by at most 1 % of
 * itself. Which bin a number falls into follows from the number alone, and bins are never joined, so a state has a bounded
 * size and is the same in any order.
 *
 * <p>Written: how many bytes follow, and for each bin that holds a number, in ascending order, how far it is behind the one
 * before (the first: its number, of either sign), and its count.
 *
 * @param q 0 for the smallest number, 1 for the greatest
 */
public record Quantile(FieldPath field, BigDecimal q) implements OfField {

    static final AggregateType TYPE = AggregateType.withOption(
            "quantile",
            AggregateType.Operand.NUMBER,
            AggregateType.Value.NUMBER_OR_NULL,
            new AggregateType.Option("q", BigDecimal.ZERO, BigDecimal.ONE, false),
            Quantile::new);

    /** More would tell nothing with an error of 1 %. */
    private static final MathContext DIGITS = new MathContext(6);

    /** @throws IllegalArgumentException if q is less than 0 or more than 1 */
    public Quantile {
        if (q.signum() < 0 || q.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("q is " + q + ", expected a number from 0 to 1");
        }
        q = q.stripTrailingZeros();
    }

    @Override
    public AggregateType type() {
        return TYPE;
    }

    @Override
    public Optional<BigDecimal> option() {
        return Optional.of(q);
    }

    @Override
    public String meaning(String of, String filter) {
        return q.toPlainString() + " quantile of " + of + Aggregate.overEvents(filter) + ", off by at most 1 %";
    }

    @Override
    public DeltaColumn newColumn(ColumnPlace place) {
        return new InDelta(place);
    }

    @Override
    public StateMerger newMerger() {
        return new Merger();
    }

    @Override
    public void skip(TileReader in) {
        in.skip(in.count());
    }

    @Override
    public boolean readNumber(TileReader in, Decimal number) {
        int from = in.position();
        var bins = new LogBins.Reader();
        long count = 0;
        for (bins.reset(in); bins.next(); ) {
            count = Math.addExact(count, bins.count());
        }
        if (count == 0) {
            return false;
        }
        long place = q.multiply(BigDecimal.valueOf(count - 1))
                .setScale(0, RoundingMode.FLOOR)
                .longValueExact();
        in.position(from);
        bins.reset(in);
        for (long before = 0; before <= place && bins.next(); ) {
            before += bins.count();
        }
        double value = LogBins.value(bins.bin());
        in.position(bins.end());
        number.set(new BigDecimal(value).round(DIGITS));
        return true;
    }

    /** Two runs of ascending bins become one. */
    private static final class Merger implements StateMerger {

        private final LogBins.Reader bins = new LogBins.Reader();
        private final LogBins.Reader otherBins = new LogBins.Reader();
        private final LogBins.Writer merged = new LogBins.Writer();

        @Override
        public void merge(TileReader one, TileReader other, TileWriter out) {
            bins.reset(one);
            otherBins.reset(other);
            merged.reset();
            boolean more = bins.next();
            boolean otherMore = otherBins.next();
            while (more || otherMore) {
                int bin = more && (!otherMore || bins.bin() <= otherBins.bin()) ? bins.bin() : otherBins.bin();
                long count = 0;
                if (more && bins.bin() == bin) {
                    count = bins.count();
                    more = bins.next();
                }
                if (otherMore && otherBins.bin() == bin) {
                    count = Math.addExact(count, otherBins.count());
                    otherMore = otherBins.next();
                }
                merged.add(bin, count);
            }
            merged.writeTo(out);
        }
    }

    /** How many numbers there are in a long, and the bins in an object that is kept for the next delta. */
    private static final class InDelta extends DeltaColumn {

        private final int field;
        private final LogBins.Writer written = new LogBins.Writer();

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
            if (!event.isNumber(field)) {
                return;
            }
            LogBins bins = bins(deltas, delta);
            int place = deltas.longOffset(delta) + at;
            if (deltas.longs()[place]++ == 0) {
                bins.clear();
            }
            int before = bins.heapBytes();
            bins.add(event.number(field).toDouble());
            deltas.account(bins.heapBytes() - before);
        }

        private LogBins bins(DeltaStates deltas, int delta) {
            Object[] objects = deltas.objects();
            int place = deltas.objectOffset(delta) + object;
            if (objects[place] == null) {
                var fresh = new LogBins();
                objects[place] = fresh;
                deltas.account(fresh.heapBytes());
            }
            return (LogBins) objects[place];
        }

        @Override
        public void write(DeltaStates deltas, int delta, TileWriter out) {
            written.reset();
            if (deltas.longs()[deltas.longOffset(delta) + at] > 0) {
                bins(deltas, delta).write(written);
            }
            written.writeTo(out);
        }
    }
}
