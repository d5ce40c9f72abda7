// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.memory;

/** How much the deltas of a task take and may take. Not thread-safe, but for what it has in common with others. */
public final class Budget {

    /** An eighth of the heap for the deltas of all tasks, which may take three times as much while their arrays grow. */
    private static final HeapShare ALL_TASKS = HeapShare.oneOf(8);

    private final int maxDeltas;
    private final HeapShare.Part heap;
    private int deltas;
    private long bytes;

    public Budget(int maxDeltas, long maxBytes) {
        this(maxDeltas, maxBytes, ALL_TASKS);
    }

    /** @param share of the heap that those budgets have in common which are open */
    public Budget(int maxDeltas, long maxBytes, HeapShare share) {
        this.maxDeltas = maxDeltas;
        this.heap = share.part(maxBytes);
    }

    /** From now on it counts among those that share the heap. */
    public void open() {
        heap.open();
    }

    public void close() {
        heap.close();
    }

    public void take(int moreDeltas, long moreBytes) {
        deltas += moreDeltas;
        bytes += moreBytes;
    }

    public void giveBack(int fewerDeltas, long fewerBytes) {
        deltas -= fewerDeltas;
        bytes -= fewerBytes;
    }

    public int deltas() {
        return deltas;
    }

    public long bytes() {
        return bytes;
    }

    public boolean isSpent() {
        return deltas >= maxDeltas || bytes >= heap.bytes();
    }

    /** Whether so much is taken that deltas would soon have to go again. */
    public boolean isTight() {
        return bytes >= heap.bytes() / 2;
    }
}
