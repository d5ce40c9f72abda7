// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.tile;

import dev.penstock.engine.internal.aggregate.Accumulator;
import dev.penstock.engine.internal.codec.TimeSpan;
import dev.penstock.event.Event;

/**
 * What the columns of a feature group have gathered from some events of one entity key and window. Tiles form a
 * commutative monoid under {@link #merge}: a row made of them depends on the events alone, not on their order or on how
 * they were spread over tiles. Mutable, not thread-safe.
 */
public final class Tile {

    private final TileLayout layout;
    private final Accumulator[] accumulators;
    private final TimeSpan span;

    Tile(TileLayout layout, TimeSpan span) {
        this.layout = layout;
        this.accumulators = layout.newAccumulators();
        this.span = span;
    }

    /** Counts the event in every column whose filter takes it; a value that is missing adds nothing. */
    public void add(Event event) {
        span.add(event.timestamp());
        for (int i = 0; i < accumulators.length; i++) {
            layout.slot(i).add(event, accumulators[i]);
        }
    }

    /**
     * Adds what another tile has gathered; that tile stays as it is.
     *
     * @throws IllegalArgumentException if the other tile has other columns
     */
    public void merge(Tile other) {
        layout.checkSame(other);
        span.add(other.span);
        for (int i = 0; i < accumulators.length; i++) {
            accumulators[i].merge(other.accumulators[i]);
        }
    }

    /** Whether no event was added, not even one that no column's filter takes. */
    public boolean isEmpty() {
        return span.isEmpty();
    }

    /**
     * Earliest time of all events that were added, whatever the columns' filters say, in epoch milliseconds.
     *
     * @throws IllegalStateException if the tile is empty
     */
    public long firstEventTime() {
        checkNotEmpty();
        return span.first();
    }

    /**
     * Latest time of all events that were added, whatever the columns' filters say, in epoch milliseconds.
     *
     * @throws IllegalStateException if the tile is empty
     */
    public long lastEventTime() {
        checkNotEmpty();
        return span.last();
    }

    private void checkNotEmpty() {
        if (isEmpty()) {
            throw new IllegalStateException("an empty tile has no event time");
        }
    }

    TileLayout layout() {
        return layout;
    }

    TimeSpan span() {
        return span;
    }

    /** By the index of the aggregated column, see {@link TileLayout}. */
    Accumulator accumulator(int index) {
        return accumulators[index];
    }
}
