// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.spi;

import dev.penstock.event.pipeline.FeatureGroup;

/**
 * Is told what happens in feature groups, to count it. What an aborted transaction did is told again when it is done
 * again. Called by all stream threads.
 */
public interface MicroBatchListener {

    /** Listens to nothing. */
    MicroBatchListener NONE = new MicroBatchListener() {};

    /**
     * Events were read, since the last call for the same task; called with each commit and from time to time between.
     *
     * @param added how many count in the group
     * @param late how many came too late for their window
     * @param keyMissing how many lack a field of the group's key
     */
    default void onEvents(FeatureGroup group, long added, long late, long keyMissing) {}

    /**
     * A task hands on all deltas that it holds, of all groups that read the same events; not called where it holds none.
     *
     * @param deltas how many there are, more than 0
     * @param bytes what keys and states of deltas take on the heap, those included that are kept for the next deltas
     */
    default void onDrain(int deltas, long bytes) {}

    /**
     * Deltas of a group were handed on.
     *
     * @param deltas how many, more than 0
     */
    default void onDeltas(FeatureGroup group, int deltas) {}

    /**
     * Tiles of a group have changed in the store of a partition; called for the first of them and then at most once in a
     * millisecond, by the clock of the task.
     */
    default void onTiles(FeatureGroup group, int partition) {}

    /**
     * A feature row was written.
     *
     * @param lastEventTime the latest event time in it, in epoch milliseconds
     */
    default void onRow(FeatureGroup group, long lastEventTime) {}

    /**
     * A delta was refused because the group's store no longer holds its window.
     *
     * @param events how many events it was made of
     */
    default void onLateDelta(FeatureGroup group, long events) {}

    /**
     * A final row could not be written, because the group's store no longer holds its tile: while its window was open the
     * group's retention was made shorter, or the state was built anew from a changelog of which the broker had deleted the
     * tile by then. In live operation with one retention there is none.
     */
    default void onLostRow(FeatureGroup group) {}
}
