// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.event.Event;
import dev.penstock.event.EventFilter;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Projection;
import dev.penstock.event.pipeline.Aggregate;
import dev.penstock.event.pipeline.Column;

import java.util.function.Supplier;

/**
 * The place of an aggregated column in a tile.
 *
 * @param field slot of the column's field in the projection; {@link #NO_FIELD} where it has none
 */
record TileSlot(String name, EventFilter where, int field, Supplier<Accumulator> fresh) {

    private static final int NO_FIELD = -1;

    static TileSlot of(Column.Aggregated column, Projection projection) {
        return new TileSlot(
                column.name(),
                EventFilter.compile(column.where(), projection),
                column.aggregate().input().map(projection::slot).orElse(NO_FIELD),
                accumulators(column.aggregate()));
    }

    void add(Event event, Accumulator accumulator) {
        if (where.matches(event.fields())) {
            accumulator.add(
                    field == NO_FIELD ? FieldValue.MISSING : event.fields().get(field), event.timestamp());
        }
    }

    private static Supplier<Accumulator> accumulators(Aggregate aggregate) {
        if (aggregate instanceof Aggregate.Count) {
            return CountAccumulator::new;
        } else if (aggregate instanceof Aggregate.Sum) {
            return SumAccumulator::new;
        } else if (aggregate instanceof Aggregate.Min) {
            return ExtremeAccumulator::min;
        } else if (aggregate instanceof Aggregate.Max) {
            return ExtremeAccumulator::max;
        } else if (aggregate instanceof Aggregate.Avg) {
            return AverageAccumulator::new;
        } else if (aggregate instanceof Aggregate.First) {
            return EdgeAccumulator::first;
        } else if (aggregate instanceof Aggregate.Last) {
            return EdgeAccumulator::last;
        } else if (aggregate instanceof Aggregate.Duration) {
            return DurationAccumulator::new;
        } else if (aggregate instanceof Aggregate.Distinct) {
            return DistinctAccumulator::new;
        }
        throw new IllegalArgumentException("no accumulator for " + aggregate);
    }
}
