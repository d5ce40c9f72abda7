// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.chaos;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The events of a stream with sessions that never end, as a {@code read_committed} reader finds them. */
final class SessionPositions {

    private static final ObjectMapper JSON = new JsonMapper();

    private final Map<String, Long> last = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    /** Reads all that is there by now. */
    static SessionPositions read(String bootstrapServers, String topic) {
        var positions = new SessionPositions();
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(positions::take);
            }
        }
        return positions;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        String user = new String(record.key(), UTF_8);
        long index = index(record.value());
        long before = last.getOrDefault(user, 0L);
        if (index != before + 1) {
            faults.add("%s: event %d of the session follows event %d".formatted(user, index, before));
        }
        last.put(user, index);
    }

    private static long index(byte[] event) {
        try {
            return JSON.readTree(event).path("session").path("index").asLong();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many events each key had. */
    Map<String, Long> events() {
        return last;
    }

    /** Events that are not the next ones of their session. */
    List<String> faults() {
        return faults;
    }
}
