// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.emit;

import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Which tiles still have a row to come, in the order of their windows: their final one, or those of the times when they
 * leave a span. Besides, up to which window all were written, and which partitions of the events may still add to them. Kept in a store, tiles under the start of the window and the entity key. For use by
 * the task's thread.
 */
final class OpenTiles {

    /** Behind all tiles, since no window starts at a negative time. */
    private static final byte[] CLOSED = {(byte) 0xFF};

    /** In front of a partition, and behind all tiles too. */
    private static final byte PARTITION = (byte) 0xFE;

    private static final byte[] ACTIVE = {1};
    private static final byte[] IDLE = {0};
    private static final byte[] FIRST = {};
    private static final byte[] OPEN = {1};

    private final KeyValueStore<byte[], byte[]> store;
    private long closed;

    OpenTiles(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
        byte[] noted = store.get(CLOSED);
        this.closed = noted == null ? -1 : ByteBuffer.wrap(noted).getLong();
    }

    /** Takes a tile that is closed. */
    interface Receiver {
        void receive(byte[] key, long window);
    }

    /** Latest start of a window that is closed; -1 for none. */
    long closed() {
        return closed;
    }

    /** The partitions that were noted, and whether each is idle. */
    Map<Integer, Boolean> partitions() {
        Map<Integer, Boolean> partitions = new HashMap<>();
        try (KeyValueIterator<byte[], byte[]> noted = store.range(partition(0), partition(Integer.MAX_VALUE))) {
            noted.forEachRemaining(partition ->
                    partitions.put(ByteBuffer.wrap(partition.key).getInt(1), Arrays.equals(partition.value, IDLE)));
        }
        return partitions;
    }

    void note(int partition, boolean idle) {
        store.put(partition(partition), idle ? IDLE : ACTIVE);
    }

    private static byte[] partition(int partition) {
        return ByteBuffer.allocate(1 + Integer.BYTES)
                .put(PARTITION)
                .putInt(partition)
                .array();
    }

    void open(byte[] key, long window) {
        store.put(tile(window, key), OPEN);
    }

    void remove(byte[] key, long window) {
        store.delete(tile(window, key));
    }

    private static byte[] tile(long window, byte[] key) {
        return ByteBuffer.allocate(Long.BYTES + key.length)
                .putLong(window)
                .put(key)
                .array();
    }

    /** Start of the first window with a tile among those that start in this span, both ends included. */
    OptionalLong first(long from, long to) {
        if (to < 0 || from > to) {
            return OptionalLong.empty();
        }
        try (KeyValueIterator<byte[], byte[]> tiles =
                store.range(tile(Math.max(0, from), FIRST), tile(to + 1, FIRST))) {
            long found = tiles.hasNext() ? ByteBuffer.wrap(tiles.next().key).getLong() : to + 1;
            return found > to ? OptionalLong.empty() : OptionalLong.of(found);
        }
    }

    /** Hands out the tiles of a window, which the receiver may remove. */
    void forEach(long window, Receiver receiver) {
        try (KeyValueIterator<byte[], byte[]> tiles = store.range(tile(window, FIRST), tile(window + 1, FIRST))) {
            while (tiles.hasNext()) {
                byte[] tile = tiles.next().key;
                if (ByteBuffer.wrap(tile).getLong() == window) {
                    receiver.receive(Arrays.copyOfRange(tile, Long.BYTES, tile.length), window);
                }
            }
        }
    }

    /** Closes all windows that start then or before. */
    void close(long window, Receiver receiver) {
        if (window <= closed) {
            return;
        }
        byte[] end = ByteBuffer.allocate(Long.BYTES).putLong(window + 1).array();
        try (KeyValueIterator<byte[], byte[]> tiles = store.range(FIRST, end)) {
            while (tiles.hasNext()) {
                KeyValue<byte[], byte[]> tile = tiles.next();
                long start = ByteBuffer.wrap(tile.key).getLong();
                // The end itself may be the key of a tile: that of an entity whose key is the empty text.
                if (start <= window) {
                    receiver.receive(Arrays.copyOfRange(tile.key, Long.BYTES, tile.key.length), start);
                    store.delete(tile.key);
                }
            }
        }
        noteClosed(window);
    }

    /** All windows that start then or before are closed. */
    void noteClosed(long window) {
        closed = window;
        store.put(CLOSED, ByteBuffer.allocate(Long.BYTES).putLong(window).array());
    }
}
