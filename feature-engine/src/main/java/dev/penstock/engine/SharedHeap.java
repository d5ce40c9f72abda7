// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import java.util.concurrent.atomic.AtomicInteger;

/** Heap that all who take part share in equal parts. Safe for use by many threads. */
final class SharedHeap {

    private static final int PARTS = 8;

    /**
     * For the tiles of all stores of the process, whatever application they belong to. It is one for all because they have
     * one heap, and stores are made by suppliers that know nothing of each other.
     */
    static final SharedHeap FOR_TILES = new SharedHeap(Runtime.getRuntime().maxMemory() / PARTS);

    /** For the deltas of all tasks of the process, which may take three times as much while their arrays grow. */
    static final SharedHeap FOR_DELTAS = new SharedHeap(Runtime.getRuntime().maxMemory() / PARTS);

    private final long bytes;
    private final AtomicInteger parts = new AtomicInteger();

    SharedHeap(long bytes) {
        this.bytes = bytes;
    }

    void join() {
        parts.incrementAndGet();
    }

    void leave() {
        parts.decrementAndGet();
    }

    /** What each may take now, in bytes: less when others have joined. */
    long part() {
        return bytes / Math.max(1, parts.get());
    }
}
