// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Does something at a steady rate, on a thread of its own, while something else is done. What is held up, also by the
 * task itself, is done as soon as it can be, and is told when it was due: time since then counts (no coordinated omission).
 */
final class Pacer {

    private final int perSecond;
    private final LongConsumer task;
    private final Thread thread = new Thread(this::run, "pacer");
    private volatile boolean closed;

    private Pacer(int perSecond, LongConsumer task) {
        this.perSecond = perSecond;
        this.task = task;
        thread.setDaemon(true);
    }

    /**
     * Does some work, and the task all the while.
     *
     * @param perSecond how often, at least 1
     * @param task is given when it was due, by {@link System#nanoTime()}
     */
    static <T> T during(int perSecond, LongConsumer task, Supplier<T> work) {
        var pacer = new Pacer(perSecond, task);
        pacer.thread.start();
        try {
            return work.get();
        } finally {
            pacer.end();
        }
    }

    private void run() {
        long start = System.nanoTime();
        for (long number = 0; !closed; number++) {
            long due = start + number * TimeUnit.SECONDS.toNanos(1) / perSecond;
            for (long left = due - System.nanoTime(); left > 0 && !closed; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            task.accept(due);
        }
    }

    private void end() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw BenchException.interrupted(e);
        }
    }
}
