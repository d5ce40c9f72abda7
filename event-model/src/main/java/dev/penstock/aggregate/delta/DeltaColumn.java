// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate.delta;

import dev.penstock.aggregate.codec.TileWriter;

/**
 * A column of the deltas of a task: where its state stands in {@link DeltaStates}, and how an event is added to it. What it
 * writes is a state as a tile has it. Not thread-safe.
 */
public abstract class DeltaColumn {

    /** Among the longs of a delta. */
    protected final int at;

    /** Among the objects of a delta. */
    protected final int object;

    protected DeltaColumn(ColumnPlace place) {
        this.at = place.at();
        this.object = place.object();
    }

    /** Where its longs begin among those of a delta. */
    public final int at() {
        return at;
    }

    /** How many longs a delta holds for this column. */
    public abstract int longs();

    /** How many objects a delta holds for this column. */
    public int objects() {
        return 0;
    }

    /** Whether all that it does is to count events in one long, which can so be done for several columns at a time. */
    public boolean isCount() {
        return false;
    }

    /** Whether {@link #add} does anything. */
    public boolean takesEvents() {
        return true;
    }

    /** Writes into the longs of a delta what they hold before its first event. */
    public abstract void blank(long[] delta);

    /** Looks at an event of a block that the column's filter let through, before {@link #prefetch}. */
    public void read(EventFields event) {}

    /**
     * Reads what is far from the longs of deltas and needed by {@link #add}, for a whole block of events.
     *
     * @param found the delta of each event by place, or {@link DeltaStates#NONE}
     */
    public void prefetch(DeltaStates deltas, int[] found, int count) {}

    /** Takes an event that the column's filter let through and that it has looked at. */
    public abstract void add(EventFields event, long time, DeltaStates deltas, int delta);

    /** Told when all deltas are forgotten. */
    public void clear() {}

    /** Told while there is no delta: gives back what was kept for the next ones. */
    public void drop() {}

    public abstract void write(DeltaStates deltas, int delta, TileWriter out);
}
