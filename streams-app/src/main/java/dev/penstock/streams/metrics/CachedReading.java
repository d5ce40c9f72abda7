// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.metrics;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What many gauges read and is not to be found out anew for each of them: it is as old as a few seconds. Safe for use
 * by many threads.
 */
final class CachedReading<T> implements Supplier<T> {

    private final Supplier<T> source;
    private final long maxAgeNanos;
    private final LongSupplier nanoTime;
    private T value; // guarded by this, as is the next; null before the first time
    private long readAt;

    CachedReading(Supplier<T> source, Duration maxAge, LongSupplier nanoTime) {
        this.source = source;
        this.maxAgeNanos = maxAge.toNanos();
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized T get() {
        long now = nanoTime.getAsLong();
        if (value == null || now - readAt > maxAgeNanos) {
            value = source.get();
            readAt = now;
        }
        return value;
    }
}
