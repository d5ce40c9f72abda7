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
import java.util.List;
import java.util.Map;

import static com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads output topics with {@code read_committed}, as a user would. Not thread-safe. */
final class NewestRows implements AutoCloseable {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Map<Row, KnownStream.Totals>> newest = new HashMap<>();
    private final Map<String, Long> counts = new HashMap<>();

    NewestRows(String bootstrapServers, List<String> topics) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
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
                newest.computeIfAbsent(record.topic(), topic -> new HashMap<>())
                        .put(
                                new Row(
                                        new String(record.key(), UTF_8),
                                        row.get("window_start").asLong()),
                                new KnownStream.Totals(
                                        row.get("events").asLong(),
                                        row.get("spend").decimalValue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON in " + record.topic(), e);
        }
    }

    /** The newest row of each key and window so far. */
    Map<Row, KnownStream.Totals> of(String topic) {
        return newest.getOrDefault(topic, Map.of());
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
