// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import dev.penstock.bench.truth.FeatureRow;
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

/** Reads committed rows of user activity as they become visible, on a thread of its own. */
final class CommittedRowsWatch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final String EVENTS = "events_1m";

    private final CommittedRows rows;
    private final CompletableFuture<Void> watching;
    private volatile boolean closed;

    CommittedRowsWatch(String bootstrap, String topic, CommittedRows rows) {
        this.rows = rows;
        watching = CompletableFuture.runAsync(() -> watch(bootstrap, topic), task -> {
            var thread = new Thread(task, "committed-rows");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private void watch(String bootstrap, String topic) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                // Kafka's 64 KiB hold less than rows come in a moment, and the reader is not what is measured.
                ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1,
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
        String user = new String(record.key(), StandardCharsets.UTF_8);
        try {
            FeatureRow row = FeatureRow.read(record.value());
            int events = row.numbers().get(EVENTS).intValueExact();
            rows.add(record.partition(), user, row.windowStart(), events, record.value(), now);
        } catch (IOException e) {
            throw new UncheckedIOException("the row of " + user + " can't be read", e);
        }
    }

    /** @throws java.util.concurrent.CompletionException if it can't go on */
    void requireAlive() {
        if (watching.isDone()) {
            watching.join();
        }
    }

    /** @throws java.util.concurrent.CompletionException if it could not read all the time */
    @Override
    public void close() {
        closed = true;
        watching.join();
    }
}
