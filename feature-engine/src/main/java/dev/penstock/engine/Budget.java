// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

/** How much the deltas of a task take and may take. Not thread-safe, but for what it has in common with others. */
final class Budget {

    private final int maxDeltas;
    private final long maxBytes;
    private final SharedHeap heap;
    private boolean open;
    private int deltas;
    private long bytes;

    Budget(MicroBatchSettings settings) {
        this(settings.maxDeltas(), settings.maxBytes(), SharedHeap.FOR_DELTAS);
    }

    /** @param heap that open budgets share */
    Budget(int maxDeltas, long maxBytes, SharedHeap heap) {
        this.maxDeltas = maxDeltas;
        this.maxBytes = maxBytes;
        this.heap = heap;
    }

    /** From now on it counts among those that share the heap. */
    void open() {
        if (!open) {
            open = true;
            heap.join();
        }
    }

    void close() {
        if (open) {
            open = false;
            heap.leave();
        }
    }

    void take(int moreDeltas, long moreBytes) {
        deltas += moreDeltas;
        bytes += moreBytes;
    }

    void giveBack(int fewerDeltas, long fewerBytes) {
        deltas -= fewerDeltas;
        bytes -= fewerBytes;
    }

    int deltas() {
        return deltas;
    }

    long bytes() {
        return bytes;
    }

    boolean isSpent() {
        return deltas >= maxDeltas || bytes >= room();
    }

    /** Whether so much is taken that deltas would soon have to go again. */
    boolean isTight() {
        return bytes >= room() / 4;
    }

    private long room() {
        return Math.min(maxBytes, heap.part());
    }
}
