// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.store;

import dev.penstock.engine.internal.memory.HeapShare;
import dev.penstock.engine.internal.store.HeldTiles.Held;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Holds the tiles that were put last on the heap, and writes them to the store behind when others need their place, when
 * Kafka Streams commits the store, or before somebody reads a range that they are in. A tile that each batch changes is
 * so written once, and read and merged without the store behind.
 *
 * <p>Nothing is lost by it: the changelog gets each tile when it is put. Under exactly-once Kafka Streams commits a store
 * only when it gives a task up, and throws away the state of one that died before; otherwise it does so with every commit
 * of the application, and has what was put since then processed again.
 *
 * <p>Written to by the task's thread; any thread may read.
 */
public final class WriteBehindStore extends ForwardingWindowStore {

    /** Tiles written before others may have the lock. */
    private static final int AT_ONCE = 64;

    /** Open from the initialisation to the close; guarded by this object. */
    private final HeapShare.Part heap;

    /** These and all puts into the store behind are guarded by this object. */
    private final HeldTiles held = new HeldTiles();

    /** Whether tiles were put since the store behind was last committed, or restored. */
    private boolean active;

    /** While active: of the windows that begin after this all tiles are held. */
    private long incompleteUpTo;

    /**
     * @param maxBytes of heap that it may take; 0 to write each tile at once
     * @param share of the heap that it has in common with others from its opening to its close; with each put it comes down
     *     to its part of it
     */
    public WriteBehindStore(WindowStore<Bytes, byte[]> store, long maxBytes, HeapShare share) {
        super(store);
        this.heap = share.part(maxBytes);
    }

    @Override
    public synchronized void init(StateStoreContext context, StateStore root) {
        forget();
        super.init(context, root);
        heap.open();
    }

    @Override
    public synchronized void put(Bytes key, byte[] tile, long window) {
        if (!active) {
            // Tasks read their store only when it is restored, so what is in it now is all that it has.
            incompleteUpTo = latestBehind();
            active = true;
        }
        held.put(key, window, tile);
        // Less than it may take where there are so many groups and partitions that all could not.
        long room = heap.bytes();
        while (held.bytes() > room) {
            Held eldest = held.eldest();
            write(eldest);
            incompleteUpTo = Math.max(incompleteUpTo, eldest.window());
            held.removeEldest();
        }
    }

    private long latestBehind() {
        try (WindowStoreIterator<byte[]> marks = super.backwardFetch(StoreTime.markKey(), 0, Long.MAX_VALUE)) {
            return marks.hasNext() ? marks.next().key : -1;
        }
    }

    private void write(Held tile) {
        if (!tile.isWritten()) {
            super.put(tile.key(), tile.tile(), tile.window());
            tile.setWritten();
        }
    }

    @Override
    public byte[] fetch(Bytes key, long window) {
        synchronized (this) {
            Held tile = held.get(key, window);
            if (tile != null) {
                return tile.tile();
            }
            if (active && window > incompleteUpTo) {
                return null;
            }
        }
        return super.fetch(key, window);
    }

    @Override
    public WindowStoreIterator<byte[]> fetch(Bytes key, long from, long to) {
        synchronized (this) {
            if (active && from > incompleteUpTo) {
                return TileIterators.of(tiles(held.of(key, from, to)));
            }
            held.of(key, from, to).forEach(this::write);
        }
        return super.fetch(key, from, to);
    }

    /** Asks the store behind only when all that is held has been passed. */
    @Override
    public WindowStoreIterator<byte[]> backwardFetch(Bytes key, long from, long to) {
        List<KeyValue<Long, byte[]>> newest;
        long restTo;
        synchronized (this) {
            restTo = active ? Math.min(to, incompleteUpTo) : to;
            newest = tiles(held.of(key, Math.max(from, restTo + 1), to));
            held.of(key, from, restTo).forEach(this::write);
        }
        Collections.reverse(newest);
        return from > restTo
                ? TileIterators.of(newest)
                : TileIterators.of(newest, () -> super.backwardFetch(key, from, restTo));
    }

    private static List<KeyValue<Long, byte[]>> tiles(List<Held> held) {
        var tiles = new ArrayList<KeyValue<Long, byte[]>>(held.size());
        for (Held tile : held) {
            if (tile.tile() != null) {
                tiles.add(KeyValue.pair(tile.window(), tile.tile()));
            }
        }
        return tiles;
    }

    @Override
    public KeyValueIterator<Windowed<Bytes>, byte[]> fetch(Bytes keyFrom, Bytes keyTo, long from, long to) {
        writeAll(from, to);
        return super.fetch(keyFrom, keyTo, from, to);
    }

    @Override
    public KeyValueIterator<Windowed<Bytes>, byte[]> backwardFetch(Bytes keyFrom, Bytes keyTo, long from, long to) {
        writeAll(from, to);
        return super.backwardFetch(keyFrom, keyTo, from, to);
    }

    @Override
    public KeyValueIterator<Windowed<Bytes>, byte[]> fetchAll(long from, long to) {
        writeAll(from, to);
        return super.fetchAll(from, to);
    }

    @Override
    public KeyValueIterator<Windowed<Bytes>, byte[]> backwardFetchAll(long from, long to) {
        writeAll(from, to);
        return super.backwardFetchAll(from, to);
    }

    @Override
    public KeyValueIterator<Windowed<Bytes>, byte[]> all() {
        writeAll(0, Long.MAX_VALUE);
        return super.all();
    }

    @Override
    public KeyValueIterator<Windowed<Bytes>, byte[]> backwardAll() {
        writeAll(0, Long.MAX_VALUE);
        return super.backwardAll();
    }

    private void writeAll(long from, long to) {
        List<Held> tiles = unwritten(from, to);
        for (int at = 0; at < tiles.size(); at += AT_ONCE) {
            List<Held> some = tiles.subList(at, Math.min(tiles.size(), at + AT_ONCE));
            synchronized (this) {
                // Meanwhile it may have been forgotten, because the store is closed or another instance's.
                some.stream()
                        .filter(tile -> held.get(tile.key(), tile.window()) == tile)
                        .forEach(this::write);
            }
        }
    }

    private synchronized List<Held> unwritten(long from, long to) {
        List<Held> tiles = new ArrayList<>(held.all(from, to));
        tiles.removeIf(Held::isWritten);
        return tiles;
    }

    /**
     * What is held is forgotten as well: the task may be about to become a standby, and what is restored then does not
     * pass here.
     */
    @Override
    public synchronized void commit(Map<TopicPartition, Long> changelogOffsets) {
        held.all(0, Long.MAX_VALUE).forEach(this::write);
        forget();
        super.commit(changelogOffsets);
    }

    /** What was put since the last commit goes: Kafka Streams commits before it closes what is to be kept. */
    @Override
    public synchronized void close() {
        forget();
        heap.close();
        super.close();
    }

    private void forget() {
        held.clear();
        active = false;
    }
}
