// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters.replay;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

/** A topic as a test fills and reads it. */
record TestTopic(String servers, String name) {

    /** A letter as the topologies write it; an empty origin: without one. */
    static ProducerRecord<byte[], byte[]> letter(
            String topic, String origin, int partition, String reason, byte[] key, byte[] value, Header... own) {
        List<Header> headers = new ArrayList<>(List.of(own));
        headers.add(header("__streams.errors.exception", "dev.penstock.event.BadEvent"));
        headers.add(header("__streams.errors.message", reason + ": as in the test"));
        if (!origin.isEmpty()) {
            headers.add(header("__streams.errors.topic", origin));
            headers.add(header("__streams.errors.partition", String.valueOf(partition)));
            headers.add(header("__streams.errors.offset", "7"));
        }
        return new ProducerRecord<>(topic, 0, 1234L, key, value, headers);
    }

    static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }

    /** Sends a letter of each reason in turn; its value is its number. */
    void sendLetters(String origin, String... reasons) {
        List<ProducerRecord<byte[], byte[]>> letters = new ArrayList<>();
        for (int i = 0; i < reasons.length; i++) {
            letters.add(letter(
                    name,
                    origin,
                    0,
                    reasons[i],
                    new byte[] {1},
                    String.valueOf(i).getBytes(UTF_8)));
        }
        send(letters);
    }

    void send(List<ProducerRecord<byte[], byte[]>> records) {
        try (var producer = producer(Map.of())) {
            records.forEach(producer::send);
        }
    }

    void sendAndAbort(List<ProducerRecord<byte[], byte[]>> records) {
        try (var producer = producer(Map.of("transactional.id", "aborting-" + name))) {
            producer.initTransactions();
            producer.beginTransaction();
            records.forEach(producer::send);
            producer.flush();
            producer.abortTransaction();
        }
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
        var all = new HashMap<String, Object>(settings);
        all.put("bootstrap.servers", servers);
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** What was committed, in the order of each partition, as soon as no transaction is open any more. */
    List<ConsumerRecord<byte[], byte[]>> read() {
        // A transaction is over for who committed it a moment before it is over for who reads.
        await().until(() -> ends("read_committed").equals(ends("read_uncommitted")));
        return readNow();
    }

    /** What was committed and is no longer behind an open transaction. */
    List<ConsumerRecord<byte[], byte[]>> readNow() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer = consumer("read_committed")) {
            var partitions = partitions(consumer);
            consumer.assign(partitions);
            long end = sum(consumer.endOffsets(partitions));
            while (partitions.stream().mapToLong(consumer::position).sum() < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private Map<TopicPartition, Long> ends(String isolation) {
        try (var consumer = consumer(isolation)) {
            return consumer.endOffsets(partitions(consumer));
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest", "isolation.level", isolation);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(name).stream()
                .map(partition -> new TopicPartition(name, partition.partition()))
                .toList();
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    List<String> readValues() {
        return read().stream().map(record -> new String(record.value(), UTF_8)).toList();
    }
}
