// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.health;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** How fast totals grow, over the last samples. Safe for use by many threads. */
final class Rates {

    /** With a sample a second: the last ten seconds. */
    private static final int MOST_SAMPLES = 11;

    private final Supplier<? extends Map<String, Long>> totals;
    private final LongSupplier nanoTime;
    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, Map<String, Long> totals) {}

    Rates(Supplier<? extends Map<String, Long>> totals, LongSupplier nanoTime) {
        this.totals = totals;
        this.nanoTime = nanoTime;
        sample();
    }

    synchronized void sample() {
        samples.addLast(new Sample(nanoTime.getAsLong(), Map.copyOf(totals.get())));
        if (samples.size() > MOST_SAMPLES) {
            samples.removeFirst();
        }
    }

    synchronized SortedMap<String, Double> perSecond() {
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        double seconds = (last.nanos() - first.nanos()) / 1e9;
        SortedMap<String, Double> rates = new TreeMap<>();
        last.totals().forEach((name, total) -> {
            long grown = total - first.totals().getOrDefault(name, 0L);
            rates.put(name, seconds <= 0 ? 0.0 : Math.round(grown / seconds * 10) / 10.0);
        });
        return rates;
    }
}
