// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import java.util.concurrent.atomic.AtomicInteger;

/** A part of the heap that all its users in the process share evenly, however many they are. Thread-safe. */
final class HeapShare {

    private final long bytes;
    private final AtomicInteger users = new AtomicInteger();

    /** @param bytes for all users together */
    HeapShare(long bytes) {
        this.bytes = bytes;
    }

    /** One of so many equal parts of the most heap that this process may have. */
    static HeapShare oneOf(int parts) {
        return new HeapShare(Runtime.getRuntime().maxMemory() / parts);
    }

    void join() {
        users.incrementAndGet();
    }

    /** To be called once for each {@link #join}. */
    void leave() {
        users.decrementAndGet();
    }

    /** What each user may take now, in bytes. */
    long each() {
        return bytes / Math.max(1, users.get());
    }
}
