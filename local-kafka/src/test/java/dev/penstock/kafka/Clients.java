// SPDX-License-Identifier: Apache-2.0
package dev.penstock.kafka;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import static org.awaitility.Awaitility.await;

/** Kafka's clients, for values that are text. */
public final class Clients {

    private Clients() {}

    static Admin admin(LocalKafka kafka) {
        return Admin.create(config(kafka, Map.of()));
    }

    public static ProducerRecord<String, String> record(String topic, String value) {
        return new ProducerRecord<>(topic, value);
    }

    public static KafkaProducer<String, String> transactionalProducer(LocalKafka kafka, String id) {
        return producer(kafka, Map.of("transactional.id", id));
    }

    static void send(LocalKafka kafka, String topic, String... values) {
        try (var producer = producer(kafka, Map.of())) {
            for (String value : values) {
                producer.send(record(topic, value)).get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Partition 0 from its beginning to its end, which must come to at least {@code count} records. */
    static List<String> readCommitted(LocalKafka kafka, String topic, int count) {
        List<String> values = new ArrayList<>();
        try (var consumer = consumer(kafka, Map.of("isolation.level", "read_committed"))) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            await().until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(found -> values.add(found.value()));
                return values.size() >= count && consumer.position(partition) >= end;
            });
        }
        return values;
    }

    /** The first records that a member of a new group gets. */
    static List<String> readAsGroup(LocalKafka kafka, String topic, String protocol) {
        List<String> values = new ArrayList<>();
        var settings = Map.of("group.id", "readers", "group.protocol", protocol, "auto.offset.reset", "earliest");
        try (var consumer = consumer(kafka, settings)) {
            consumer.subscribe(List.of(topic));
            await().until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(found -> values.add(found.value()));
                return !values.isEmpty();
            });
        }
        return values;
    }

    private static KafkaProducer<String, String> producer(LocalKafka kafka, Map<String, Object> settings) {
        return new KafkaProducer<>(config(kafka, settings), new StringSerializer(), new StringSerializer());
    }

    private static KafkaConsumer<String, String> consumer(LocalKafka kafka, Map<String, ?> settings) {
        return new KafkaConsumer<>(config(kafka, settings), new StringDeserializer(), new StringDeserializer());
    }

    private static Map<String, Object> config(LocalKafka kafka, Map<String, ?> settings) {
        Map<String, Object> config = new HashMap<>(settings);
        config.put("bootstrap.servers", kafka.bootstrapServers());
        return config;
    }
}
