// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.emit;

import dev.penstock.engine.internal.tile.TileMerger;
import dev.penstock.event.pipeline.TumblingWindows;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/** Merges the tiles of a key over each of some spans. Not thread-safe. */
final class SpanSums {

    private final WindowStore<byte[], byte[]> tiles;
    private final TileMerger merger;
    private final TumblingWindows windows;
    private final long[] lengths;

    /** @param lengths of the spans in milliseconds, from the shortest to the longest */
    SpanSums(WindowStore<byte[], byte[]> tiles, TileMerger merger, TumblingWindows windows, long... lengths) {
        this.tiles = tiles;
        this.merger = merger;
        this.windows = windows;
        this.lengths = lengths;
    }

    /** By span: all tiles of the key from those that {@code window} is the last of; null where there is none. */
    byte[][] upTo(byte[] key, long window) {
        var sums = new byte[lengths.length][];
        byte[] sum = null;
        int span = 0;
        long from = Math.max(0, window - lengths[lengths.length - 1] + 1);
        try (WindowStoreIterator<byte[]> newestFirst = tiles.backwardFetch(key, from, window)) {
            while (newestFirst.hasNext()) {
                var next = newestFirst.next();
                while (span < lengths.length && leaves(next.key, lengths[span]) <= window) {
                    sums[span++] = sum;
                }
                sum = sum == null ? next.value : merger.merge(sum, next.value, 0);
            }
        }
        while (span < lengths.length) {
            sums[span++] = sum;
        }
        return sums;
    }

    /** Start of the first window up to which a span no longer holds a tile. */
    long leaves(long tile, long length) {
        return windows.start(tile + length);
    }
}
