// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Counters that count what is committed: what a stream thread counts within a transaction is held back until the
 * transaction is committed, and forgotten if it is aborted, since all of it is then done again. All tasks of a thread share
 * its transaction.
 *
 * <p>A thread that has begun no transactions counts at once: with {@code at_least_once} what is done again is counted
 * again. Safe for use by many threads.
 */
public final class TransactionCounts {

    private final Map<Meter.Id, Held> counters = new ConcurrentHashMap<>();
    private final List<Held> inOrder = new CopyOnWriteArrayList<>();

    /** Of a thread that has transactions; null in others. By the number of the counter. */
    private final ThreadLocal<Amounts> ofThread = new ThreadLocal<>();

    private static final class Amounts {
        private double[] held = {};

        void add(int counter, double amount) {
            if (counter >= held.length) {
                held = Arrays.copyOf(held, Math.max(counter + 1, 2 * held.length));
            }
            held[counter] += amount;
        }
    }

    /** A counter that holds back what is counted. */
    Counter of(Counter counter) {
        return counters.computeIfAbsent(counter.getId(), id -> add(counter));
    }

    private synchronized Held add(Counter counter) {
        var held = new Held(counter, inOrder.size());
        inOrder.add(held);
        return held;
    }

    /** The calling thread counts in transactions from now on, and what it has held back is forgotten. */
    public void begin() {
        ofThread.set(new Amounts());
    }

    /** What the calling thread has held back counts. */
    public void commit() {
        Amounts amounts = ofThread.get();
        if (amounts == null) {
            return;
        }
        for (int i = 0; i < amounts.held.length; i++) {
            if (amounts.held[i] > 0) {
                inOrder.get(i).counter.increment(amounts.held[i]);
                amounts.held[i] = 0;
            }
        }
    }

    /** What the calling thread has held back is forgotten. */
    public void abort() {
        if (ofThread.get() != null) {
            begin();
        }
    }

    private final class Held implements Counter {

        private final Counter counter;
        private final int number;

        Held(Counter counter, int number) {
            this.counter = counter;
            this.number = number;
        }

        @Override
        public void increment(double amount) {
            Amounts amounts = ofThread.get();
            if (amounts == null) {
                counter.increment(amount);
            } else {
                amounts.add(number, amount);
            }
        }

        /** What is committed. */
        @Override
        public double count() {
            return counter.count();
        }

        @Override
        public Id getId() {
            return counter.getId();
        }
    }
}
