// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.watch;

import dev.penstock.streams.health.RestoreProgress.Progress;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells of state that is read back from Kafka: when it begins and ends, of each store and partition with enough to be
 * noticed, and how far the instance is, about every ten seconds while records come. Safe for use by many threads.
 */
public final class RestoreLog implements StateRestoreListener {

    static final Duration INTERVAL = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(RestoreLog.class);
    private static final long NOTICED_RECORDS = 10_000;

    private final LongSupplier nanoTime;
    private final Consumer<String> log;
    /** From the moment there is something to read back until there is nothing more, with what is done already. */
    private final Map<TopicPartition, Progress> stores = new HashMap<>();

    private final Set<TopicPartition> running = new HashSet<>();
    private long toldAt;

    public RestoreLog() {
        this(System::nanoTime, LOG::info);
    }

    RestoreLog(LongSupplier nanoTime, Consumer<String> log) {
        this.nanoTime = nanoTime;
        this.log = log;
    }

    @Override
    public synchronized void onRestoreStart(TopicPartition changelog, String store, long from, long to) {
        if (running.isEmpty()) {
            stores.clear();
            toldAt = nanoTime.getAsLong();
        }
        running.add(changelog);
        var progress = new Progress(0, to - from);
        stores.put(changelog, progress);
        if (isNoticed(progress)) {
            say(
                    "reading the state of %s back from Kafka, partition %d, %,d records",
                    store, changelog.partition(), progress.of());
        }
    }

    @Override
    public synchronized void onBatchRestored(TopicPartition changelog, String store, long to, long count) {
        stores.computeIfPresent(changelog, (place, before) -> new Progress(before.done() + count, before.of()));
        long now = nanoTime.getAsLong();
        if (now - toldAt >= INTERVAL.toNanos()) {
            toldAt = now;
            sayHowFar();
        }
    }

    private void sayHowFar() {
        var all = new Progress(
                stores.values().stream().mapToLong(Progress::done).sum(),
                stores.values().stream().mapToLong(Progress::of).sum());
        say(
                "reading state back from Kafka: %,d of %,d records, %d %%, %d of %d partitions of stores are left",
                all.done(), all.of(), (int) (100 * all.share()), running.size(), stores.size());
    }

    @Override
    public synchronized void onRestoreEnd(TopicPartition changelog, String store, long total) {
        running.remove(changelog);
        // Markers of transactions are among those expected, and are never restored.
        Optional.ofNullable(stores.computeIfPresent(changelog, (place, last) -> new Progress(last.of(), last.of())))
                .filter(RestoreLog::isNoticed)
                .ifPresent(all ->
                        say("the state of %s is back, partition %d, %,d records", store, changelog.partition(), total));
    }

    @Override
    public synchronized void onRestoreSuspended(TopicPartition changelog, String store, long total) {
        running.remove(changelog);
        Optional.ofNullable(stores.remove(changelog))
                .filter(RestoreLog::isNoticed)
                .ifPresent(rest -> say(
                        "no longer reading the state of %s back, partition %d, after %,d records: the task moved",
                        store, changelog.partition(), total));
    }

    private static boolean isNoticed(Progress progress) {
        return progress.of() >= NOTICED_RECORDS;
    }

    private void say(String format, Object... values) {
        log.accept(String.format(Locale.ROOT, format, values));
    }
}
