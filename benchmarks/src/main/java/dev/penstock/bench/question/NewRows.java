// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.harness.BenchException;
import dev.penstock.bench.truth.TopicReader;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Waits for feature rows that count new events, as a {@code read_committed} consumer sees them. Used by one thread. */
final class NewRows implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);

    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /**
     * When partitions had such a row.
     *
     * @param first of them, epoch milliseconds
     * @param last of them, epoch milliseconds
     */
    record Times(long first, long last) {}

    /** From the end of the topic on. */
    NewRows(String bootstrap, String topic) {
        consumer = TopicReader.open(bootstrap, Map.of());
        partitions = TopicReader.partitions(consumer, List.of(topic));
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /**
     * Waits until every partition has a row that counts an event from then or later: the time of a row is that of its
     * newest event.
     *
     * @param from epoch milliseconds
     * @throws BenchException if that takes too long
     */
    Times await(long from, Duration within) {
        Map<Integer, Long> seen = new HashMap<>();
        long deadline = System.nanoTime() + within.toNanos();
        while (seen.size() < partitions.size()) {
            if (System.nanoTime() > deadline) {
                throw new BenchException(String.format(
                        Locale.ROOT,
                        "only %d of %d partitions have had new rows within %d s",
                        seen.size(),
                        partitions.size(),
                        within.toSeconds()));
            }
            var records = consumer.poll(POLL);
            long now = System.currentTimeMillis();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.timestamp() >= from) {
                    seen.putIfAbsent(record.partition(), now);
                }
            }
        }
        return new Times(Collections.min(seen.values()), Collections.max(seen.values()));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
