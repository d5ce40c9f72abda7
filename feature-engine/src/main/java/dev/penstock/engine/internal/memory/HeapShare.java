// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.memory;

import java.util.concurrent.atomic.AtomicInteger;

/** A part of the heap that all its users in the process share evenly, however many they are. Thread-safe. */
public final class HeapShare {

    private final long bytes;
    private final AtomicInteger users = new AtomicInteger();

    /** @param bytes for all users together */
    public HeapShare(long bytes) {
        this.bytes = bytes;
    }

    /** One of so many equal parts of the most heap that this process may have. */
    public static HeapShare oneOf(int parts) {
        return new HeapShare(Runtime.getRuntime().maxMemory() / parts);
    }

    /** @param most bytes that a user may take, however few they are */
    public Part part(long most) {
        return new Part(most);
    }

    /** What one user may take. Opened and closed by one thread at a time. */
    public final class Part {

        private final long most;
        private boolean open;

        private Part(long most) {
            this.most = most;
        }

        /** From now on it counts among the users. One that is open stays so. */
        public void open() {
            if (!open) {
                open = true;
                users.incrementAndGet();
            }
        }

        /** One that is closed stays so. */
        public void close() {
            if (open) {
                open = false;
                users.decrementAndGet();
            }
        }

        /** As of now: less when others have been opened. */
        public long bytes() {
            return Math.min(most, bytes / Math.max(1, users.get()));
        }
    }
}
