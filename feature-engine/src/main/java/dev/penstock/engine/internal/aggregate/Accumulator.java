// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.aggregate;

import dev.penstock.engine.internal.codec.TileReader;
import dev.penstock.engine.internal.codec.TileWriter;
import dev.penstock.event.FieldValue;

/**
 * What one column has gathered: a commutative monoid, whose value depends on what was added and on nothing else. Fresh
 * ones are its identity. Mutable, not thread-safe.
 */
public sealed interface Accumulator
        permits CountAccumulator,
                SumAccumulator,
                ExtremeAccumulator,
                AverageAccumulator,
                EdgeAccumulator,
                DurationAccumulator,
                DistinctAccumulator {

    /**
     * Takes an event that the column's filter let through.
     *
     * @param value what the column's field holds, {@link FieldValue#MISSING} for a column without one
     */
    void add(FieldValue value, long timestamp);

    /** @param other of the same column; stays as it is */
    void merge(Accumulator other);

    /** The value in a feature row; {@link FieldValue#MISSING} for null. */
    FieldValue value();

    void write(TileWriter out);

    /** Replaces what was gathered by what {@link #write} wrote. */
    void read(TileReader in);
}
