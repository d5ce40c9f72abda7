// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

/** How much the deltas of a task take and may take. Not thread-safe, but for what it has in common with others. */
final class Budget {

    /** An eighth of the heap for the deltas of all tasks, which may take three times as much while their arrays grow. */
    private static final HeapShare ALL_TASKS = HeapShare.oneOf(8);

    private final int maxDeltas;
    private final HeapShare.Part heap;
    private int deltas;
    private long bytes;

    Budget(MicroBatchSettings settings) {
        this(settings.maxDeltas(), settings.maxBytes(), ALL_TASKS);
    }

    /** @param share of the heap that those budgets have in common which are open */
    Budget(int maxDeltas, long maxBytes, HeapShare share) {
        this.maxDeltas = maxDeltas;
        this.heap = share.part(maxBytes);
    }

    /** From now on it counts among those that share the heap. */
    void open() {
        heap.open();
    }

    void close() {
        heap.close();
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
        return deltas >= maxDeltas || bytes >= heap.bytes();
    }

    /** Whether so much is taken that deltas would soon have to go again. */
    boolean isTight() {
        return bytes >= heap.bytes() / 2;
    }
}
