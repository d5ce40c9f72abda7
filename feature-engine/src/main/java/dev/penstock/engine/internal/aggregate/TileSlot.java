// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.aggregate;

import dev.penstock.event.Event;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Projection;
import dev.penstock.event.field.EventFilter;
import dev.penstock.event.pipeline.Column;

/**
 * The place of an aggregated column in a tile.
 *
 * @param field slot of the column's field in the projection; {@link #NO_FIELD} where it has none
 */
public record TileSlot(Column.Aggregated column, AggregateFunction function, EventFilter where, int field) {

    private static final int NO_FIELD = -1;

    public static TileSlot of(Column.Aggregated column, Projection projection) {
        return new TileSlot(
                column,
                AggregateFunctions.of(column.aggregate()),
                EventFilter.compile(column.where(), projection),
                column.aggregate().input().map(projection::slot).orElse(NO_FIELD));
    }

    public String name() {
        return column.name();
    }

    public void add(Event event, Accumulator accumulator) {
        if (where.matches(event.fields())) {
            accumulator.add(
                    field == NO_FIELD ? FieldValue.MISSING : function.input(event.fields(), field), event.timestamp());
        }
    }
}
