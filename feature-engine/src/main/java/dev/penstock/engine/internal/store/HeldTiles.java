// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.store;

import org.apache.kafka.common.utils.Bytes;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The tiles that a {@link WriteBehindStore} has on the heap, by window and key. Not thread-safe. */
final class HeldTiles {

    /** What a tile takes besides the bytes of its key and its own. */
    private static final int TILE_BYTES = 152;

    private static final int FEW_KEYS = 16;
    private static final float LOAD = 0.75f;

    /** Of each window the one that was used longest ago first. */
    private final NavigableMap<Long, Map<Bytes, Held>> windows = new TreeMap<>();

    private long bytes;

    /** A tile, and whether the store behind has it too. */
    static final class Held {

        private final Bytes key;
        private final long window;
        private byte[] tile;
        private boolean written;

        private Held(Bytes key, long window) {
            this.key = key;
            this.window = window;
        }

        Bytes key() {
            return key;
        }

        long window() {
            return window;
        }

        /** Null for one that was deleted. */
        byte[] tile() {
            return tile;
        }

        boolean isWritten() {
            return written;
        }

        void setWritten() {
            written = true;
        }

        private long bytes() {
            return TILE_BYTES + key.get().length + tileBytes();
        }

        private long tileBytes() {
            return tile == null ? 0 : tile.length;
        }
    }

    /** Null if it is not here. */
    Held get(Bytes key, long window) {
        Map<Bytes, Held> ofWindow = windows.get(window);
        return ofWindow == null ? null : ofWindow.get(key);
    }

    /** Holds a tile that the store behind does not have. */
    void put(Bytes key, long window, byte[] tile) {
        Map<Bytes, Held> ofWindow = windows.computeIfAbsent(window, begin -> new LinkedHashMap<>(FEW_KEYS, LOAD, true));
        Held held = ofWindow.get(key);
        if (held == null) {
            held = new Held(key, window);
            ofWindow.put(key, held);
            bytes += held.bytes();
        }
        bytes -= held.tileBytes();
        held.tile = tile;
        held.written = false;
        bytes += held.tileBytes();
    }

    /** Heap that all take, in bytes. */
    long bytes() {
        return bytes;
    }

    /** The one to go first: of the earliest window, and used longest ago. There must be one. */
    Held eldest() {
        return windows.firstEntry().getValue().values().iterator().next();
    }

    /** Lets go of {@link #eldest()}. */
    void removeEldest() {
        Map<Bytes, Held> earliest = windows.firstEntry().getValue();
        Iterator<Held> tiles = earliest.values().iterator();
        bytes -= tiles.next().bytes();
        tiles.remove();
        if (earliest.isEmpty()) {
            windows.pollFirstEntry();
        }
    }

    /** Those of windows that begin in this span, both ends included. */
    List<Held> all(long from, long to) {
        var all = new ArrayList<Held>();
        if (from <= to) {
            windows.subMap(from, true, to, true).values().forEach(ofWindow -> all.addAll(ofWindow.values()));
        }
        return all;
    }

    /** Those of a key, in windows that begin in this span, both ends included, by time. */
    List<Held> of(Bytes key, long from, long to) {
        var ofKey = new ArrayList<Held>();
        if (from <= to) {
            for (Map<Bytes, Held> ofWindow :
                    windows.subMap(from, true, to, true).values()) {
                Held held = ofWindow.get(key);
                if (held != null) {
                    ofKey.add(held);
                }
            }
        }
        return ofKey;
    }

    /** Lets go of all of them. */
    void clear() {
        windows.clear();
        bytes = 0;
    }
}
