// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Turns a running total into a rate over the last seconds. Used by one thread. */
final class RateMeter {

    private static final long PERIOD_NANOS = Duration.ofSeconds(3).toNanos();

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, long total) {}

    /** Takes note of the total and returns the growth per second. */
    double update(long nanos, long total) {
        samples.addLast(new Sample(nanos, total));
        while (samples.size() > 2 && nanos - samples.peekFirst().nanos > PERIOD_NANOS) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        return nanos == first.nanos ? 0 : (total - first.total) * 1e9 / (nanos - first.nanos);
    }
}
