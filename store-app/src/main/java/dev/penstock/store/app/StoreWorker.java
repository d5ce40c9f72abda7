// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.app;

import dev.penstock.cli.support.CommandException;
import dev.penstock.cli.support.Counted;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the rows of one store's groups and has them written, in a thread of its own, so that a slow store slows no other.
 *
 * <p>How far a partition has come is what the store says, when it opens the partition. Kafka is told the same, but only for
 * those who look at the group's lag. Whatever fails in the store ends in the same way: all partitions are paused and, after
 * a while, opened again, which tells where to go on.
 */
final class StoreWorker implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreWorker.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration TELL_EVERY = Duration.ofSeconds(2);

    private final String name;
    private final List<String> topics;
    private final Consumer<byte[], byte[]> consumer;
    private final RowStore store;
    private final StoreMeters meters;
    private final Function<Collection<String>, Map<String, Uuid>> topicIds;

    /** Of the partitions that this has, those that the store was not asked about yet. They are paused. */
    private final Set<TopicPartition> unopened = new HashSet<>();

    /** Of each partition of which the store was given rows: the offset behind the last of them. */
    private final Map<TopicPartition, Long> taken = new HashMap<>();

    private Duration pause = Duration.ZERO;
    private long openAt = System.nanoTime();
    private long failingSince;
    private String lastFault = "";
    private long tellAt = System.nanoTime();
    private volatile boolean stopping;

    /**
     * @param consumer with neither automatic commits nor automatic resets of offsets; closed at the end, as is the store
     * @param topicIds asks Kafka for the ids of topics
     */
    StoreWorker(
            String name,
            List<String> topics,
            Consumer<byte[], byte[]> consumer,
            RowStore store,
            StoreMeters meters,
            Function<Collection<String>, Map<String, Uuid>> topicIds) {
        this.name = name;
        this.topics = topics;
        this.consumer = consumer;
        this.store = store;
        this.meters = meters;
        this.topicIds = topicIds;
    }

    /** Works until {@link #stop}, or until Kafka refuses something for good. */
    @Override
    public void run() {
        try (store;
                consumer) {
            consumer.subscribe(topics, new Rebalance());
            while (!stopping) {
                step();
            }
            // Closing the consumer revokes its partitions, and so commits what was gathered.
        }
    }

    /** Ends the work, with all that was read written. For another thread. */
    void stop() {
        stopping = true;
    }

    private void step() {
        if (!unopened.isEmpty() && System.nanoTime() - openAt >= 0) {
            attempt(this::open);
        }
        ConsumerRecords<byte[], byte[]> records = poll();
        attempt(() -> {
            if (!records.isEmpty()) {
                store.write(records);
                pause = Duration.ZERO;
                records.nextOffsets().forEach((partition, next) -> taken.put(partition, next.offset()));
            }
            store.commitDue();
        });
        if (System.nanoTime() - tellAt >= 0) {
            tellAt = System.nanoTime() + TELL_EVERY.toNanos();
            tell();
        }
    }

    private void open() {
        Map<String, Uuid> ids = topicIds.apply(
                unopened.stream().map(TopicPartition::topic).distinct().toList());
        Map<TopicPartition, Uuid> partitions = new HashMap<>();
        unopened.stream()
                .filter(partition -> ids.containsKey(partition.topic()))
                .forEach(partition -> partitions.put(partition, ids.get(partition.topic())));
        Map<TopicPartition, Long> positions = store.open(partitions);
        List<TopicPartition> fromTheBeginning = new ArrayList<>(partitions.keySet());
        fromTheBeginning.removeAll(positions.keySet());
        positions.forEach(consumer::seek);
        if (!fromTheBeginning.isEmpty()) {
            // Of none would be of all.
            consumer.seekToBeginning(fromTheBeginning);
        }
        consumer.resume(partitions.keySet());
        unopened.removeAll(partitions.keySet());
        // What is left has no topic for now.
        openAt = System.nanoTime() + LONGEST_PAUSE.toNanos();
        works();
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        try {
            return consumer.poll(POLL);
        } catch (OffsetOutOfRangeException e) {
            e.offsetOutOfRangePartitions().forEach(this::goOnWhereThereAreRows);
            return ConsumerRecords.empty();
        }
    }

    /** Kafka deletes rows by age and size, whoever has read them. */
    private void goOnWhereThereAreRows(TopicPartition partition, long wanted) {
        long first = consumer.beginningOffsets(List.of(partition)).get(partition);
        if (wanted < first) {
            LOG.warn(
                    "store '{}': Kafka deleted the rows of {} from offset {} to {} before they were in the store",
                    name,
                    partition,
                    wanted,
                    first - 1);
            meters.missed(first - wanted);
            consumer.seek(partition, first);
        } else {
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            LOG.warn(
                    "store '{}': {} ends at offset {}, and the store had its rows up to {}; it goes on from there",
                    name,
                    partition,
                    end,
                    wanted);
            consumer.seek(partition, end);
        }
    }

    private void attempt(Runnable action) {
        try {
            action.run();
        } catch (StoreException e) {
            fails(e.kind(), e.getMessage());
        } catch (CommandException e) {
            fails(StoreException.Kind.OTHER, e.getMessage());
        }
    }

    private void fails(StoreException.Kind kind, String fault) {
        meters.failed(kind);
        unopened.addAll(consumer.assignment());
        taken.clear();
        consumer.pause(consumer.assignment());
        if (kind == StoreException.Kind.FENCED) {
            LOG.info("store '{}': {}", name, fault);
        } else {
            if (lastFault.isEmpty()) {
                failingSince = System.nanoTime();
            }
            if (!fault.equals(lastFault)) {
                LOG.warn("store '{}' takes no rows for now: {}; it is tried again, and nothing is lost", name, fault);
                lastFault = fault;
            }
            meters.failing(true);
        }
        pause = pause.isZero() ? FIRST_PAUSE : min(pause.multipliedBy(2), LONGEST_PAUSE);
        openAt = System.nanoTime() + pause.toNanos();
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void works() {
        if (!lastFault.isEmpty()) {
            LOG.info(
                    "store '{}' takes rows again, after {} s",
                    name,
                    Duration.ofNanos(System.nanoTime() - failingSince).toSeconds());
            lastFault = "";
        }
        meters.failing(false);
    }

    /** Tells Kafka and the meters how far the store has come. */
    private void tell() {
        Map<TopicPartition, Long> committed = new HashMap<>(store.committed());
        // Behind the last row there may be the markers of transactions.
        committed.replaceAll((partition, offset) ->
                unopened.contains(partition) || !offset.equals(taken.getOrDefault(partition, offset))
                        ? offset
                        : Long.valueOf(consumer.position(partition)));
        consumer.commitAsync(
                offsets(committed), (offsets, refused) -> LOG.debug("store '{}': {} {}", name, offsets, refused));
        try {
            Map<TopicPartition, Long> from = new HashMap<>(consumer.beginningOffsets(consumer.assignment()));
            from.putAll(committed);
            meters.lag(consumer.endOffsets(consumer.assignment()).entrySet().stream()
                    .mapToLong(end -> Math.max(0, end.getValue() - from.getOrDefault(end.getKey(), end.getValue())))
                    .sum());
        } catch (TimeoutException kafkaIsAway) {
            LOG.debug("store '{}': its lag is not known", name, kafkaIsAway);
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Map<TopicPartition, Long> committed) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        committed.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        return offsets;
    }

    private final class Rebalance implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            unopened.addAll(partitions);
            consumer.pause(partitions);
            // Or it would look for an offset in Kafka, which need not be there, before the store is asked.
            partitions.forEach(partition -> consumer.seek(partition, 0));
            if (!partitions.isEmpty()) {
                LOG.info(
                        "store '{}' has {}",
                        name,
                        Counted.of(consumer.assignment().size(), "partition"));
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            attempt(() -> store.release(partitions));
            unopened.removeAll(partitions);
            taken.keySet().removeAll(partitions);
            Map<TopicPartition, Long> committed = new HashMap<>(store.committed());
            committed.keySet().retainAll(partitions);
            store.abandon(partitions);
            try {
                consumer.commitSync(offsets(committed), LONGEST_PAUSE);
            } catch (KafkaException e) {
                LOG.debug("store '{}': Kafka was not told of {}", name, committed, e);
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            unopened.removeAll(partitions);
            taken.keySet().removeAll(partitions);
            store.abandon(partitions);
        }
    }
}
