// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tiles that a task merged last, so that the store need not be asked for what it was given a moment ago, nor for what
 * it was never given. What stands here is what the store holds: each tile is put into both. For use by the task's thread,
 * and by no second writer of the store.
 */
final class TileCache {

    /** What an entry takes besides the bytes of its key and tile. */
    private static final int ENTRY_BYTES = 136;

    private final long maxBytes;
    private long bytes;

    /** Of the windows that begin after this the store has no tile that is not here. */
    private long incompleteUpTo;

    /** The one that was used longest ago first. */
    private final Map<Place, byte[]> tiles = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param maxBytes of heap that it may take; 0 for none
     * @param latest window of which the store has a tile; -1 where there is none
     */
    TileCache(long maxBytes, long latest) {
        this.maxBytes = maxBytes;
        this.incompleteUpTo = latest;
    }

    /** Where a tile is in the store. */
    private record Place(byte[] key, long window) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Place place && window == place.window && Arrays.equals(key, place.key);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(key) + Long.hashCode(window);
        }

        int bytes(byte[] tile) {
            return ENTRY_BYTES + key.length + tile.length;
        }
    }

    /** The tile; null if it is not here. */
    byte[] get(byte[] key, long window) {
        return tiles.get(new Place(key, window));
    }

    /** Whether a tile of this window that is not here is not in the store either. */
    boolean hasAllOf(long window) {
        return window > incompleteUpTo;
    }

    /** @param tile that the store has from now on */
    void put(byte[] key, long window, byte[] tile) {
        var place = new Place(key, window);
        bytes += place.bytes(tile);
        byte[] before = tiles.put(place, tile);
        if (before != null) {
            bytes -= place.bytes(before);
        }
        for (Iterator<Map.Entry<Place, byte[]>> oldest = tiles.entrySet().iterator(); bytes > maxBytes; ) {
            Map.Entry<Place, byte[]> entry = oldest.next();
            bytes -= entry.getKey().bytes(entry.getValue());
            incompleteUpTo = Math.max(incompleteUpTo, entry.getKey().window());
            oldest.remove();
        }
    }
}
