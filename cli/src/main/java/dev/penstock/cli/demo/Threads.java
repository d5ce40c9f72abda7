// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import java.time.Duration;

/** What one does with threads. */
final class Threads {

    private Threads() {}

    /** Waits for its end, but no longer than this; an interruption ends the waiting and is passed on. */
    static void join(Thread thread, Duration atMost) {
        try {
            thread.join(atMost.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
