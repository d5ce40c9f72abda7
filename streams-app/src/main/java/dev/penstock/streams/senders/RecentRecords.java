// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.senders;

import dev.penstock.streams.client.KafkaFailure;
import dev.penstock.streams.client.KafkaSettings;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The newest records of a topic. */
public final class RecentRecords {

    private static final Duration POLL = Duration.ofMillis(500);

    private RecentRecords() {}

    /**
     * Reads what was last committed to each partition, as far as it is there now. Belongs to no group and commits nothing.
     *
     * @param partitions how many the topic has
     * @param most of each partition
     * @throws KafkaFailure if Kafka does not answer
     */
    public static List<ConsumerRecord<byte[], byte[]>> read(
            KafkaSettings settings, String topic, int partitions, int most) {
        Map<String, Object> config = settings.client(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false"));
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return read(consumer, settings, topic, partitions, most);
        } catch (KafkaException e) {
            throw KafkaFailure.of(settings, e);
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(
            Consumer<byte[], byte[]> consumer, KafkaSettings settings, String topic, int partitions, int most) {
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(all);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(all);
        Map<TopicPartition, Long> left = new HashMap<>(consumer.endOffsets(all));
        left.entrySet().removeIf(end -> end.getValue() <= begins.get(end.getKey()));
        all.stream()
                .filter(partition -> !left.containsKey(partition))
                .forEach(partition -> consumer.pause(List.of(partition)));
        left.forEach((partition, end) -> consumer.seek(partition, Math.max(begins.get(partition), end - most)));
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        long patient = System.nanoTime() + settings.patience().toNanos();
        while (!left.isEmpty()) {
            int before = records.size();
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                Long end = left.get(new TopicPartition(record.topic(), record.partition()));
                if (end != null && record.offset() < end) {
                    records.add(record);
                }
            }
            // By the position, since the last offsets may be those of markers of transactions.
            boolean finished = left.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            if (finished || records.size() > before) {
                patient = System.nanoTime() + settings.patience().toNanos();
            } else if (System.nanoTime() > patient) {
                throw KafkaFailure.silence(settings, "reading " + left.keySet());
            }
        }
        return records;
    }
}
