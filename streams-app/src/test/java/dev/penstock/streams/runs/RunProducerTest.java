// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.runs;

import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.metrics.TransactionCounts;
import dev.penstock.streams.producer.TopicGate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class RunProducerTest {

    private static final int MOST_BYTES = 2_000;

    private static LocalKafka kafka;

    /** What the producer tells of what it was given. */
    private final List<String> told = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void startKafka() {
        kafka = LocalKafka.start();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void shouldSendTheRecordsOfARunAsTheyAre() {
        kafka.createTopic("all", 1);
        var headers = new RecordHeaders().add("trace", new byte[] {1, -1});
        var one = new ProducerRecord<>("all", 0, 17L, bytes("ann"), bytes("1"), headers);
        var two = new ProducerRecord<>("all", 0, 5L, bytes("bob"), bytes("2"));
        try (var producer = producer()) {
            send(producer, run(List.of(one, two)));
            send(producer, new ProducerRecord<>("all", 0, 6L, bytes("ann"), bytes("3")));
        }

        List<ConsumerRecord<byte[], byte[]>> stored = read("all");
        assertThat(stored)
                .extracting(record -> text(record.key()), record -> text(record.value()), ConsumerRecord::timestamp)
                .containsExactly(tuple("ann", "1", 17L), tuple("bob", "2", 5L), tuple("ann", "3", 6L));
        assertThat(stored.get(0).headers()).isEqualTo(headers);
        assertThat(stored.get(1).headers()).isEmpty();
        assertThat(told).containsExactly("stored", "stored");
    }

    @Test
    void shouldTellOfEachRecordThatFails() {
        kafka.createTopic("some", 1);
        var large = new ProducerRecord<>("some", 0, 1L, bytes("ann"), new byte[MOST_BYTES]);
        var small = new ProducerRecord<>("some", 0, 2L, bytes("bob"), bytes("2"));
        try (var producer = producer()) {
            send(producer, run(List.of(large, small, large, small)));
        }

        assertThat(told)
                .containsExactlyInAnyOrder(
                        RecordTooLargeException.class.getSimpleName(),
                        RecordTooLargeException.class.getSimpleName(),
                        "stored");
    }

    @Test
    void shouldFailInKafkasWayWhateverHappens() {
        var producer = producer();
        producer.close();

        var run = run(List.of(new ProducerRecord<>("none", 0, 1L, bytes("a"), bytes("b"))));
        assertThatThrownBy(() -> send(producer, run))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("1 records")
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    private static RunProducer producer() {
        return new RunProducer(Map.of(
                TopicGate.CONFIG,
                new TopicGate(new TransactionCounts()),
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                MOST_BYTES));
    }

    private static ProducerRecord<byte[], byte[]> run(List<ProducerRecord<byte[], byte[]>> records) {
        return new ProducerRecord<>(records.get(0).topic(), null, 0L, null, null, new OutgoingRun(records).asHeaders());
    }

    private void send(RunProducer producer, ProducerRecord<byte[], byte[]> record) {
        producer.send(
                record,
                (metadata, failure) ->
                        told.add(failure == null ? "stored" : failure.getClass().getSimpleName()));
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        var partition = new TopicPartition(topic, 0);
        try (var consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(read::add);
            }
        }
        return read;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
