// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

/** How much the deltas of a task take and may take. Not thread-safe. */
final class Budget {

    private final int maxDeltas;
    private final long maxBytes;
    private int deltas;
    private long bytes;

    Budget(int maxDeltas, long maxBytes) {
        this.maxDeltas = maxDeltas;
        this.maxBytes = maxBytes;
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
        return deltas >= maxDeltas || bytes >= maxBytes;
    }

    /** Whether so much is taken that deltas would soon have to go again. */
    boolean isTight() {
        return bytes >= maxBytes / 4;
    }
}
