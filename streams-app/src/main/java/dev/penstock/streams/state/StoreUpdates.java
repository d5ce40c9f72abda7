// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.state;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StandbyUpdateListener;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.processor.TaskId;

import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Knows when the stores of this instance last changed, whatever made them: the task that has a store, the changelog that
 * it is read back from, or the one that a standby follows. Safe for use by many threads.
 */
public final class StoreUpdates implements StateRestoreListener, StandbyUpdateListener {

    private final InstantSource clock;
    private final Map<Place, AtomicLong> times = new ConcurrentHashMap<>();

    private record Place(String store, int partition) {}

    public StoreUpdates(InstantSource clock) {
        this.clock = clock;
    }

    /** In epoch milliseconds; empty if nothing has come to this instance's store since the instance started. */
    public OptionalLong of(String store, int partition) {
        AtomicLong time = times.get(new Place(store, partition));
        return time == null ? OptionalLong.empty() : OptionalLong.of(time.get());
    }

    /** A store changes now. */
    public void changed(String store, int partition) {
        times.computeIfAbsent(new Place(store, partition), place -> new AtomicLong())
                .set(clock.millis());
    }

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long from, long to) {
        // Nothing has come yet.
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long to, long count) {
        // It can't be read before all has come.
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long total) {
        // What is found complete counts where nothing else is known: the process before this one may have changed it.
        if (total > 0 || of(store, changelog.partition()).isEmpty()) {
            changed(store, changelog.partition());
        }
    }

    @Override
    public void onUpdateStart(TopicPartition changelog, String store, long from) {
        // Nothing has come yet.
    }

    @Override
    public void onBatchLoaded(
            TopicPartition changelog, String store, TaskId task, long to, long count, long endOfChangelog) {
        if (count > 0) {
            changed(store, changelog.partition());
        }
    }

    @Override
    public void onUpdateSuspended(
            TopicPartition changelog, String store, long to, long endOfChangelog, SuspendReason reason) {
        // What came until then stays.
    }
}
