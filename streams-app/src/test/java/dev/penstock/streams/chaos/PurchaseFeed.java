// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.chaos;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Sends purchases, all of a user to one partition, and tells groups of each in the order of its partition. */
final class PurchaseFeed implements AutoCloseable {

    static final String TOPIC = "purchases";

    private final List<GroupTruth> groups;
    private final KafkaProducer<byte[], byte[]> producer;
    private final long[] partitionTime;

    PurchaseFeed(String bootstrapServers, int partitions, List<GroupTruth> groups) {
        this.groups = groups;
        this.partitionTime = new long[partitions];
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    int partitions() {
        return partitionTime.length;
    }

    /** Returns when all are stored. */
    void send(List<Purchase> events) {
        events.forEach(this::tell);
        sendAgain(events);
    }

    /** Events of which the groups were told. */
    void sendAgain(List<Purchase> events) {
        List<Future<?>> sent = new ArrayList<>();
        events.forEach(event -> sent.add(producer.send(record(event))));
        for (Future<?> result : sent) {
            try {
                result.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError("an event was not stored", e);
            }
        }
    }

    private void tell(Purchase event) {
        int partition = event.user() % partitionTime.length;
        groups.forEach(group -> group.count(event, partitionTime[partition]));
        partitionTime[partition] = Math.max(partitionTime[partition], event.at());
    }

    private ProducerRecord<byte[], byte[]> record(Purchase event) {
        int partition = event.user() % partitionTime.length;
        return new ProducerRecord<>(
                TOPIC,
                partition,
                null,
                event.userKey().getBytes(UTF_8),
                event.json().getBytes(UTF_8));
    }

    @Override
    public void close() {
        producer.close();
    }
}
