// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.tile;

import dev.penstock.engine.internal.codec.Scalars;
import dev.penstock.event.FieldValue;
import dev.penstock.event.pipeline.Column;

import java.math.MathContext;

/** How a column of a row comes out of a tile. */
sealed interface RowColumn {

    String name();

    FieldValue value(Tile tile);

    static RowColumn of(Column column, TileLayout layout) {
        return column instanceof Column.Ratio ratio
                ? new Ratio(ratio.name(), layout.indexOf(ratio.dividend()), layout.indexOf(ratio.divisor()))
                : new Aggregated(column.name(), layout.indexOf(column.name()));
    }

    record Aggregated(String name, int index) implements RowColumn {
        @Override
        public FieldValue value(Tile tile) {
            return tile.accumulator(index).value();
        }
    }

    record Ratio(String name, int dividend, int divisor) implements RowColumn {
        @Override
        public FieldValue value(Tile tile) {
            return tile.accumulator(dividend).value() instanceof FieldValue.Number above
                            && tile.accumulator(divisor).value() instanceof FieldValue.Number below
                            && below.value().signum() != 0
                    ? Scalars.number(above.value().divide(below.value(), MathContext.DECIMAL64))
                    : FieldValue.MISSING;
        }
    }
}
