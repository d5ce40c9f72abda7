// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.health;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How far stores are that are read back from Kafka. Safe for use by many threads. */
public final class RestoreProgress implements StateRestoreListener {

    private final List<StateRestoreListener> next;
    private final Map<Place, Progress> running = new ConcurrentHashMap<>();
    private final LongAdder restored = new LongAdder();

    private record Place(String store, int partition) {}

    /**
     * How much of a changelog was read.
     *
     * @param done records so far
     * @param of records in all
     */
    public record Progress(long done, long of) {

        /** From 0 to 1. */
        public double share() {
            return of <= 0 ? 1 : Math.min(1, (double) done / of);
        }

        /** Records that are left. */
        public long left() {
            return Math.max(0, of - done);
        }

        Progress plus(Progress other) {
            return new Progress(done + other.done, of + other.of);
        }
    }

    /** @param next who is told, too */
    public RestoreProgress(StateRestoreListener... next) {
        this.next = List.of(next);
    }

    /** Of one store; empty if it is not being restored. */
    public Optional<Progress> of(String store, int partition) {
        return Optional.ofNullable(running.get(new Place(store, partition)));
    }

    /** How many stores are being restored. */
    public int stores() {
        return running.size();
    }

    /** How many records were read back since the start. */
    public long records() {
        return restored.sum();
    }

    /** Of all of them together. */
    public Progress all() {
        return running.values().stream().reduce(new Progress(0, 0), Progress::plus);
    }

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long from, long to) {
        running.put(new Place(store, changelog.partition()), new Progress(0, to - from));
        next.forEach(one -> one.onRestoreStart(changelog, store, from, to));
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long to, long count) {
        restored.add(count);
        running.computeIfPresent(
                new Place(store, changelog.partition()),
                (place, progress) -> new Progress(progress.done() + count, progress.of()));
        next.forEach(one -> one.onBatchRestored(changelog, store, to, count));
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long total) {
        running.remove(new Place(store, changelog.partition()));
        next.forEach(one -> one.onRestoreEnd(changelog, store, total));
    }

    @Override
    public void onRestoreSuspended(TopicPartition changelog, String store, long total) {
        running.remove(new Place(store, changelog.partition()));
        next.forEach(one -> one.onRestoreSuspended(changelog, store, total));
    }
}
