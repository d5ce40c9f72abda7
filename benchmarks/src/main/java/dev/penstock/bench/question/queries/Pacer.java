// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import dev.penstock.bench.harness.BenchException;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Does something at a steady rate, on threads of its own, while something else is done. What is held up, also by the task
 * itself once all threads are in it, is done as soon as it can be, and is told when it was due: time since then counts (no
 * coordinated omission).
 */
final class Pacer {

    private final int perSecond;
    private final List<Thread> threads;
    private final AtomicLong numbers = new AtomicLong();
    private final long start = System.nanoTime();
    private volatile boolean closed;

    private Pacer(List<? extends LongConsumer> tasks, int perSecond) {
        this.perSecond = perSecond;
        this.threads =
                tasks.stream().map(task -> new Thread(() -> run(task), "pacer")).toList();
    }

    /**
     * Does some work, and tasks all the while.
     *
     * @param tasks that take turns, each on a thread of its own; are given when they were due, by
     *     {@link System#nanoTime()}
     * @param perSecond how often one of them is, at least 1
     */
    static <T> T during(List<? extends LongConsumer> tasks, int perSecond, Supplier<T> work) {
        var pacer = new Pacer(tasks, perSecond);
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

    private void run(LongConsumer task) {
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
