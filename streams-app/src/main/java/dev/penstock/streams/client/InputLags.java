// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.client;

import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

import static java.util.stream.Collectors.toMap;

/**
 * How many records of each partition of the application's input are not committed yet, as Kafka's own tools count it: the
 * end of the log less what the group has committed. As of the last time that Kafka was asked.
 *
 * <p>What consumers know is no measure of it. Their {@code records-lag} ends at the log's end as of the last fetch, which
 * for an instance that can't keep up is long ago, and of a partition that nobody reads right now there is none. So every
 * instance asks about all partitions: those that nobody reads are among the figures of all others.
 *
 * <p>Safe for use by many threads.
 */
public final class InputLags {

    /** Several askings. What is older may be far from true. */
    static final Duration KNOWN_FOR = Duration.ofSeconds(30);

    private final GroupOffsets kafka;
    private final Predicate<String> fromBeginning;
    private final Supplier<Set<TopicPartition>> own;
    private final LongSupplier nanoTime;
    private volatile Answer last = new Answer(false, Map.of(), 0);

    private record Answer(boolean isAny, Map<TopicPartition, Long> lags, long atNanos) {}

    /**
     * Records that wait.
     *
     * @param known whether Kafka has answered lately; else what it said last, or nothing
     * @param own of the partitions that the instance reads
     * @param all of all partitions of the application, also those that nobody reads at the moment
     */
    public record Lag(boolean known, long own, long all) {}

    /**
     * @param fromBeginning whether a topic of which the group has committed nothing is read from its beginning, and not
     *     from its end
     * @param own the partitions that the instance reads right now
     */
    public InputLags(
            GroupOffsets kafka,
            Predicate<String> fromBeginning,
            Supplier<Set<TopicPartition>> own,
            LongSupplier nanoTime) {
        this.kafka = kafka;
        this.fromBeginning = fromBeginning;
        this.own = own;
        this.nanoTime = nanoTime;
    }

    /**
     * Asks Kafka and waits for the answer.
     *
     * @param partitions all of the application's input
     * @throws org.apache.kafka.common.KafkaException if there is none
     */
    public synchronized void ask(Collection<TopicPartition> partitions) {
        // In this order a lag is never negative.
        Map<TopicPartition, Long> committed = kafka.committed();
        Map<TopicPartition, Long> ends = kafka.ends(partitions);
        // What is committed beyond the end is of a topic that was created anew since.
        Predicate<TopicPartition> isNew =
                partition -> committed.getOrDefault(partition, Long.MAX_VALUE) > ends.get(partition);
        Map<TopicPartition, Long> beginnings =
                kafka.beginnings(ends.keySet().stream().filter(isNew).toList());
        Map<TopicPartition, Long> lags = new HashMap<>(last.lags());
        lags.keySet().retainAll(Set.copyOf(partitions));
        ends.forEach((partition, end) -> {
            if (!isNew.test(partition)) {
                lags.put(partition, end - committed.get(partition));
            } else if (fromBeginning.test(partition.topic())) {
                lags.put(partition, end - beginnings.getOrDefault(partition, end));
            } else {
                lags.put(partition, 0L);
            }
        });
        last = new Answer(true, Map.copyOf(lags), nanoTime.getAsLong());
    }

    /** Of each partition; what Kafka said last of one that does not answer any more, and nothing of one that never did. */
    public Map<TopicPartition, Long> byPartition() {
        return last.lags();
    }

    /** The same of the partitions that the instance reads. */
    public Map<TopicPartition, Long> ofOwn() {
        Set<TopicPartition> read = own.get();
        return last.lags().entrySet().stream()
                .filter(lag -> read.contains(lag.getKey()))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Of all partitions together. */
    public Lag read() {
        return new Lag(isKnown(), sum(ofOwn()), sum(byPartition()));
    }

    /** Whether Kafka has answered within the last seconds. */
    public boolean isKnown() {
        Answer answer = last;
        return answer.isAny() && nanoTime.getAsLong() - answer.atNanos() < KNOWN_FOR.toNanos();
    }

    private static long sum(Map<TopicPartition, Long> lags) {
        return lags.values().stream().mapToLong(Long::longValue).sum();
    }
}
