// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Does something at a steady rate, on threads of its own, while something else is done. What is held up, also by the task
 * itself once all threads are in it, is done as soon as it can be, and is told when it was due: time since then counts (no
 * coordinated omission).
 */
final class Pacer {

    private final int perSecond;
    private final LongConsumer task;
    private final List<Thread> threads;
    private final AtomicLong numbers = new AtomicLong();
    private final long start = System.nanoTime();
    private volatile boolean closed;

    private Pacer(int threads, int perSecond, LongConsumer task) {
        this.perSecond = perSecond;
        this.task = task;
        this.threads = Stream.generate(() -> new Thread(this::run, "pacer"))
                .limit(threads)
                .toList();
    }

    /**
     * Does some work, and the task all the while.
     *
     * @param threads that do the task, each when the one before has taken its turn
     * @param perSecond how often, at least 1
     * @param task is given when it was due, by {@link System#nanoTime()}
     */
    static <T> T during(int threads, int perSecond, LongConsumer task, Supplier<T> work) {
        var pacer = new Pacer(threads, perSecond, task);
        pacer.threads.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
        try {
            return work.get();
        } finally {
            pacer.end();
        }
    }

    private void run() {
        while (!closed) {
            long due = start + numbers.getAndIncrement() * TimeUnit.SECONDS.toNanos(1) / perSecond;
            for (long left = due - System.nanoTime(); left > 0 && !closed; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            if (!closed) {
                task.accept(due);
            }
        }
    }

    private void end() {
        closed = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw BenchException.interrupted(e);
        }
    }
}
