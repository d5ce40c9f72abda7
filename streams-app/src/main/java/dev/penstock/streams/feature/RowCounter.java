// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.feature;

import dev.penstock.streams.source.TopologyParts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

/** Counts the rows of a feature group, and how old their latest events are when they go. */
public final class RowCounter {

    private final Counter rows;
    private final Timer latency;
    private final Clock clock;

    public RowCounter(String group, TopologyParts parts) {
        rows = parts.metrics().rows(group);
        latency = parts.metrics().rowLatency(group);
        clock = parts.clock();
    }

    /** @param lastEventTime the latest event time in the row, in epoch milliseconds */
    public void count(long lastEventTime) {
        rows.increment();
        // Whoever made the event may have a clock that is ahead of this one, and a timer would leave out what is
        // negative.
        latency.record(Math.max(0, clock.millis() - lastEventTime), TimeUnit.MILLISECONDS);
    }
}
