// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.aggregate;

import dev.penstock.engine.internal.codec.TileWriter;
import dev.penstock.engine.internal.delta.DeltaTable;
import dev.penstock.engine.internal.delta.EventFields;

/**
 * A column of the deltas in a {@link DeltaTable}: where its state stands and how an event is added to it. What it
 * writes is what the {@link Accumulator} of the same aggregate writes. Not thread-safe.
 */
public abstract sealed class DeltaColumn
        permits CountColumn, DecimalColumn, AverageColumn, DurationColumn, EdgeColumn, DistinctColumn {

    /** Among the longs of a delta. */
    public final int at;

    /** Among the objects of a delta. */
    final int object;

    DeltaColumn(int at, int object) {
        this.at = at;
        this.object = object;
    }

    /** What the columns so far take of a delta. */
    public record Space(int longs, int objects) {}

    /** How many longs a delta holds for this column. */
    abstract int longs();

    /** How many objects a delta holds for this column. */
    int objects() {
        return 0;
    }

    /** Whether {@link #add} does anything. */
    public boolean takesEvents() {
        return true;
    }

    /** Writes into the longs of a delta what they hold before its first event. */
    public abstract void blank(long[] state);

    /** Looks at an event of a block that the column's filter let through, before {@link #fetch}. */
    public void read(EventFields event) {}

    /**
     * Reads what is far from the longs of deltas and needed by {@link #add}, for a whole block of events.
     *
     * @param deltas by place, what {@link DeltaTable#fetch} found
     */
    public void fetch(DeltaTable table, int[] deltas, int count) {}

    /** Takes an event that the column's filter let through and that it has looked at. */
    public abstract void add(EventFields event, long time, DeltaTable table, int delta);

    /** Told when all deltas are forgotten. */
    public void clear() {}

    /** Told while there is no delta: gives back what was kept for the next ones. */
    public void drop() {}

    public abstract void write(DeltaTable table, int delta, TileWriter out);

    public final Space after() {
        return new Space(at + longs(), object + objects());
    }
}
