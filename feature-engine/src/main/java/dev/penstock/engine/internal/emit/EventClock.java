// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.emit;

import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How far the partitions of the events have come together. One that is idle, as whoever reads it says, is not waited for.
 * One that nobody reads for now says nothing, and is waited for: what it has may be in time. How many partitions there
 * are is not known but from what was heard of them, so where there may be several none is left out until all of them had
 * as long to be heard of as it takes to be idle. For use by the task's thread.
 */
final class EventClock {

    private final ProcessorContext<?, ?> context;
    private final OpenTiles noted;
    private final Listener listener;
    private final long allHeardAt;
    private final Cancellable timer;
    private final Map<Integer, Progress> partitions = new HashMap<>();

    /** As far as time has come, by the clock at the start and by all partitions since. */
    private long reached;

    /** How far a partition has come; unknown, and before every window, if it is idle or was only heard of before a restart. */
    private record Progress(long time, boolean idle) {

        static final long UNKNOWN = -1;
    }

    /** Is told, again and again. */
    interface Listener {

        /** All partitions that are not idle have come so far. */
        void onReached(long least);

        /**
         * All partitions are idle.
         *
         * @param latest as far as time has come, by all that is known
         * @param now by the wall clock
         */
        void onAllIdle(long latest, long now);
    }

    /** @param noted where partitions are noted, to be known after a restart */
    EventClock(
            ProcessorContext<?, ?> context,
            OpenTiles noted,
            Duration idleClose,
            boolean severalPartitions,
            Listener listener) {
        this.context = context;
        this.noted = noted;
        this.listener = listener;
        this.reached = context.currentSystemTimeMs();
        this.allHeardAt = reached + (severalPartitions ? idleClose.toMillis() : 0);
        noted.partitions()
                .forEach((partition, idle) -> partitions.put(partition, new Progress(Progress.UNKNOWN, idle)));
        this.timer = context.schedule(idleClose.plusMillis(1), PunctuationType.WALL_CLOCK_TIME, now -> tell());
    }

    void onTime(int partition, long partitionTime) {
        Progress before = partitions.get(partition);
        if (before == null || before.idle) {
            noted.note(partition, false);
        }
        long time = before == null ? partitionTime : Math.max(before.time, partitionTime);
        partitions.put(partition, new Progress(time, false));
        reached = Math.max(reached, partitionTime);
        tell();
    }

    void onIdle(int partition) {
        noted.note(partition, true);
        partitions.put(partition, new Progress(Progress.UNKNOWN, true));
        tell();
    }

    /** Stops the timer, which would go on with what was before a failure. */
    void close() {
        timer.cancel();
    }

    private void tell() {
        long now = context.currentSystemTimeMs();
        if (partitions.isEmpty() || now < allHeardAt) {
            return;
        }
        partitions.values().stream()
                .filter(partition -> !partition.idle)
                .mapToLong(Progress::time)
                .min()
                .ifPresentOrElse(listener::onReached, () -> listener.onAllIdle(reached, now));
    }
}
