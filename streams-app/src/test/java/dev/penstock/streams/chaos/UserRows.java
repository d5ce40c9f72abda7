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
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads the rows of {@link ManyUsers} with {@code read_committed} and compares them with the truth. Not thread-safe. */
final class UserRows implements AutoCloseable {

    private static final int MOST_DIFFERENCES = 20;
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final ManyUsers truth;
    private final UserTotals newest;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private int right;

    UserRows(String bootstrapServers, String topic, ManyUsers truth) {
        this.truth = truth;
        this.newest = new UserTotals(truth.users());
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        50_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** How many rows, and marks of transactions, a reader may see by now. */
    long committed() {
        return consumer.endOffsets(consumer.assignment()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Reads on for a moment; whether the newest rows are right by now. */
    boolean poll() {
        consumer.poll(Duration.ofMillis(200)).forEach(this::take);
        return right == truth.users();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        JsonNode row = json(record);
        int user = ManyUsers.user(new String(record.key(), UTF_8));
        right -= isRight(user) ? 1 : 0;
        newest.events()[user] = row.get("events_1m").intValue();
        newest.clicks()[user] = row.get("clicks_1m").intValue();
        newest.purchases()[user] = row.get("purchases_1m").intValue();
        newest.cents()[user] =
                row.get("total_spend").decimalValue().movePointRight(2).intValueExact();
        newest.items()[user] = row.get("items_1m").intValue();
        right += isRight(user) ? 1 : 0;
    }

    private boolean isRight(int user) {
        return newest.isSame(truth.totals(), user);
    }

    private static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
        try {
            return JSON.readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON in " + record.topic(), e);
        }
    }

    /** Some of the users whose newest row is wrong or missing. */
    List<String> differences() {
        return IntStream.range(0, truth.users())
                .filter(user -> !isRight(user))
                .limit(MOST_DIFFERENCES)
                .mapToObj(user -> "user %d: expected %s, found %s"
                        .formatted(user, truth.totals().describe(user), newest.describe(user)))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
