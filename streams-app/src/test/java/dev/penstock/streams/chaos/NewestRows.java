// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import static com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads output topics with {@code read_committed}, as a user would. Not thread-safe. */
final class NewestRows implements AutoCloseable {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Map<Row, Totals>> newest = new HashMap<>();
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<TopicPartition, Long> latestWindow = new HashMap<>();
    private final Map<String, Long> stepBack = new HashMap<>();

    NewestRows(String bootstrapServers, List<String> topics) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        // A long run has tens of millions.
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        "10000"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads on for a moment. */
    void poll() {
        consumer.poll(Duration.ofMillis(200)).forEach(this::take);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        counts.merge(record.topic(), 1L, Long::sum);
        try {
            JsonNode row = JSON.readTree(record.value());
            if (row.has("window_start")) {
                noteOrder(record, row.get("window_start").asLong());
                newest.computeIfAbsent(record.topic(), topic -> new HashMap<>())
                        .put(
                                new Row(
                                        new String(record.key(), UTF_8),
                                        row.get("window_start").asLong()),
                                new Totals(
                                        row.get("events").asLong(),
                                        row.get("spend").decimalValue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON in " + record.topic(), e);
        }
    }

    private void noteOrder(ConsumerRecord<byte[], byte[]> record, long window) {
        long latest = latestWindow.merge(new TopicPartition(record.topic(), record.partition()), window, Math::max);
        stepBack.merge(record.topic(), latest - window, Math::max);
    }

    /** How far, in milliseconds, a window lies at most before one that had a row in the same partition earlier. */
    long greatestStepBack(String topic) {
        return stepBack.getOrDefault(topic, 0L);
    }

    /** The newest row of each key and window so far. */
    Map<Row, Totals> of(String topic) {
        return newest.getOrDefault(topic, Map.of());
    }

    /** What is missing, too much or different, a line for each row. */
    List<String> differences(String topic, Map<Row, Totals> expected) {
        Map<Row, Totals> found = of(topic);
        Set<Row> all = new HashSet<>(found.keySet());
        all.addAll(expected.keySet());
        return all.stream()
                .filter(row -> !Objects.equals(found.get(row), expected.get(row)))
                .map(row -> "%s, %s: expected %s, found %s".formatted(topic, row, expected.get(row), found.get(row)))
                .toList();
    }

    /** How many records a topic has shown so far. */
    long count(String topic) {
        return counts.getOrDefault(topic, 0L);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
