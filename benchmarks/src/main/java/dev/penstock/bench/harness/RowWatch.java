// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import dev.penstock.bench.truth.TopicReader;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Reads feature rows as they become visible to a {@code read_committed} consumer, on a thread of its own. */
public final class RowWatch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final CompletableFuture<Void> watching;
    private volatile boolean closed;

    /** Is told of rows, in their partition's order. */
    @FunctionalInterface
    public interface Watcher {

        /**
         * @param now when it was seen, epoch milliseconds
         * @throws IOException if it can't be read
         */
        void see(ConsumerRecord<byte[], byte[]> row, long now) throws IOException;
    }

    public RowWatch(String bootstrap, String topic, Watcher watcher) {
        watching = CompletableFuture.runAsync(() -> watch(bootstrap, topic, watcher), task -> {
            var thread = new Thread(task, "row-watch");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private void watch(String bootstrap, String topic, Watcher watcher) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                // Kafka's 64 KiB hold less than rows come in a moment, and the reader is not what is measured.
                ConsumerConfig.RECEIVE_BUFFER_CONFIG,
                -1);
        try (var consumer = TopicReader.open(bootstrap, settings)) {
            consumer.assign(TopicReader.partitions(consumer, List.of(topic)));
            while (!closed) {
                var rows = consumer.poll(POLL);
                long now = System.currentTimeMillis();
                for (ConsumerRecord<byte[], byte[]> row : rows) {
                    watcher.see(row, now);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a row of " + topic + " can't be read", e);
        }
    }

    /** @throws java.util.concurrent.CompletionException if it can't go on */
    public void requireAlive() {
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
