// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.truth.FeatureRow;
import dev.penstock.bench.truth.RowKey;
import dev.penstock.bench.truth.Sampling;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Reads feature rows as they become visible to a {@code read_committed} consumer, on a thread of its own. */
final class RowWatch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final String EVENTS = "events_1m";

    private final Sampling sampling;
    private final FreshnessTracker tracker;
    private final CompletableFuture<Void> firstRow = new CompletableFuture<>();
    private final CompletableFuture<Void> watching;
    private volatile boolean closed;

    RowWatch(String bootstrap, String topic, Sampling sampling, FreshnessTracker tracker) {
        this.sampling = sampling;
        this.tracker = tracker;
        watching = CompletableFuture.runAsync(() -> watch(bootstrap, topic), task -> {
            var thread = new Thread(task, "row-watch");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Completes when there is a row. */
    CompletableFuture<Void> firstRow() {
        return firstRow;
    }

    private void watch(String bootstrap, String topic) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                // Kafka's 64 KiB hold less than rows come in a moment, and the reader is not what is measured.
                ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList());
            while (!closed) {
                var records = consumer.poll(POLL);
                long now = System.currentTimeMillis();
                records.forEach(record -> see(record, now));
            }
        }
    }

    private void see(ConsumerRecord<byte[], byte[]> record, long now) {
        firstRow.complete(null);
        String user = new String(record.key(), StandardCharsets.UTF_8);
        if (!sampling.takes(user)) {
            return;
        }
        try {
            FeatureRow row = FeatureRow.read(record.value());
            var key = new RowKey(user, row.windowStart());
            tracker.seen(key, row.numbers().get(EVENTS).longValue(), now);
        } catch (IOException e) {
            throw new UncheckedIOException("the row of " + user + " can't be read", e);
        }
    }

    /** @throws java.util.concurrent.CompletionException if it could not read all the time */
    @Override
    public void close() {
        closed = true;
        watching.join();
    }
}
