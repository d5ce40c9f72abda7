// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.dedup;

import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.WindowStore;

import java.nio.ByteBuffer;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The ids of a partition's events that are remembered, in a store whose windows are as long as ids are: one that is remembered is
 * in the window of the partition's time or in the one before. That makes two look-ups by key, and what is forgotten goes
 * with its window. With an id stand the time and the offset of its event.
 *
 * <p>Most ids are new, and asking a store that has millions of others costs more than all else that is done with an event. So the
 * ids of windows that began since the task has the store are in an {@link IdFilter} too, and the store is asked only
 * for what may be there. For the thread of one task.
 */
final class SeenIds {

    /** For each of three windows at most; enough for two and a half million ids. */
    private static final int FILTER_BYTES = 4 << 20;

    private static final int VALUE_BYTES = 2 * Long.BYTES;
    private static final long UNKNOWN = Long.MAX_VALUE;
    private static final long NONE = -1;

    private final WindowStore<byte[], byte[]> store;
    private final long within;

    /** By the start of the window. */
    private final NavigableMap<Long, IdFilter> filters = new TreeMap<>();

    /** The store may have ids of windows that begin up to here and are in no filter. */
    private long unfilteredUpTo;

    /**
     * @param store that only this writes to
     * @param within how much time of the partition an id is remembered for, in milliseconds
     */
    SeenIds(WindowStore<byte[], byte[]> store, long within) {
        this.store = store;
        this.within = within;
        this.unfilteredUpTo = isEmpty(store) ? NONE : UNKNOWN;
    }

    private static boolean isEmpty(WindowStore<byte[], byte[]> store) {
        try (KeyValueIterator<?, byte[]> all = store.all()) {
            return !all.hasNext();
        }
    }

    /**
     * Remembers an id, unless it is remembered from an event before.
     *
     * @param time of the partition, in epoch milliseconds; not before that of the last call
     * @param offset of the event
     * @return the offset of the event before; negative for none
     */
    long remember(byte[] id, long time, long offset) {
        long window = time - time % within;
        if (unfilteredUpTo == UNKNOWN) {
            unfilteredUpTo = window;
        }
        long hash = IdFilter.hash(id);
        long before = offset(id, hash, window, time, offset);
        if (before < 0 && window > 0) {
            before = offset(id, hash, window - within, time, offset);
        }
        if (before < 0) {
            store.put(
                    id,
                    ByteBuffer.allocate(VALUE_BYTES)
                            .putLong(time)
                            .putLong(offset)
                            .array(),
                    window);
            if (window > unfilteredUpTo) {
                filter(window).add(hash);
            }
        }
        return before;
    }

    private IdFilter filter(long window) {
        IdFilter filter = filters.get(window);
        if (filter == null) {
            filters.headMap(window - within).clear();
            filter = new IdFilter(FILTER_BYTES);
            filters.put(window, filter);
        }
        return filter;
    }

    private long offset(byte[] id, long hash, long window, long time, long beforeOffset) {
        if (!mayHave(window, hash)) {
            return NONE;
        }
        byte[] value = store.fetch(id, window);
        if (value == null) {
            return NONE;
        }
        var buffer = ByteBuffer.wrap(value);
        long taken = buffer.getLong();
        long offset = buffer.getLong();
        return time - taken <= within && offset < beforeOffset ? offset : NONE;
    }

    private boolean mayHave(long window, long hash) {
        if (window <= unfilteredUpTo) {
            return true;
        }
        IdFilter filter = filters.get(window);
        return filter != null && filter.mayHave(hash);
    }
}
