// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

import dev.penstock.event.pipeline.FeatureGroup;

/**
 * The part of a window store that holds a window: RocksDB stores are cut by time, see
 * {@link org.apache.kafka.streams.state.Stores#persistentWindowStore}. Were they cut otherwise, scans would take longer
 * and find the same.
 */
final class Segment {

    private static final long SHORTEST_MILLIS = 60_000;

    private Segment() {}

    /** The number of the segment that a window is in. */
    static long of(FeatureGroup group, long window) {
        return Math.floorDiv(window, length(group));
    }

    /** The earliest time of the same segment. */
    static long start(FeatureGroup group, long window) {
        return of(group, window) * length(group);
    }

    /** The latest time of the same segment. */
    static long end(FeatureGroup group, long window) {
        return start(group, window) + length(group) - 1;
    }

    private static long length(FeatureGroup group) {
        return Math.max(group.storeRetention().toMillis() / 2, SHORTEST_MILLIS);
    }
}
