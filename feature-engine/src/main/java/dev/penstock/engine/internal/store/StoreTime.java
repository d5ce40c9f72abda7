// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.store;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

import java.util.OptionalLong;

/**
 * Knows which windows a store of tiles still holds: those that begin less than the retention before the latest window
 * that was ever put. The store forgets that time when it is opened anew, and drops without a word, so the latest window
 * is noted in the store itself, under a key that no entity has. For use by the task's thread.
 */
public final class StoreTime {

    /** No UTF-8, so no entity key. */
    private static final byte[] MARK = {(byte) 0xFF};

    private static final byte[] SET = {1};

    private final WindowStore<byte[], byte[]> tiles;
    private final long retentionMillis;
    private long latest;

    public StoreTime(WindowStore<byte[], byte[]> tiles, long retentionMillis) {
        this.tiles = tiles;
        this.retentionMillis = retentionMillis;
        this.latest = latestPut(tiles).orElse(-1);
    }

    /** The latest window that was ever put into a store, by what is noted in it. */
    public static OptionalLong latestPut(WindowStore<byte[], ?> tiles) {
        try (WindowStoreIterator<?> marks = tiles.backwardFetch(MARK, 0, Long.MAX_VALUE)) {
            return marks.hasNext() ? OptionalLong.of(marks.next().key) : OptionalLong.empty();
        }
    }

    static Bytes markKey() {
        return Bytes.wrap(MARK);
    }

    public static boolean isMark(byte[] key) {
        return key.length == 1 && key[0] == MARK[0];
    }

    /** Windows that begin then or before are no longer held. */
    public long expiredUpTo() {
        return latest - retentionMillis;
    }

    /** The latest window that was ever put; -1 where there was none. */
    public long latest() {
        return latest;
    }

    public boolean isExpired(long window) {
        return window <= expiredUpTo();
    }

    /** To be told each window before something is put there. */
    public void advance(long window) {
        if (window > latest) {
            tiles.put(MARK, SET, window);
            latest = window;
        }
    }
}
