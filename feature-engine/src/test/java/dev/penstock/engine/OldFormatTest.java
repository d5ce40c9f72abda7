// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.kafka.LocalKafka;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * State and topics outlive the build that wrote them: whoever upgrades one instance after the other has both builds read
 * what both write. {@code old-format.tsv.gz} is what {@link OldFormat} came to with Kafka 4.3.1 on the 1st of December 2026,
 * before the aggregates became classes of their own. It is not written anew: a build that fails here can't go on with
 * the state of those before it.
 */
class OldFormatTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    /** So older builds read what this one writes. */
    @Test
    void shouldWriteTilesDeltasMarksAndRowsAsBefore() throws IOException {
        List<OldFormat.Line> lines = OldFormat.write(folder);

        assertSame(lines, OldFormat.read());
    }

    /** Which key comes first in a batch is nothing that anybody reads. */
    private static void assertSame(List<OldFormat.Line> found, List<OldFormat.Line> expected) {
        List<OldFormat.Line> foundByKey = byKey(found);
        List<OldFormat.Line> expectedByKey = byKey(expected);
        for (int i = 0; i < Math.min(found.size(), expected.size()); i++) {
            assertThat(foundByKey.get(i)).isEqualTo(expectedByKey.get(i));
        }
        assertThat(found).hasSameSizeAs(expected);
    }

    private static List<OldFormat.Line> byKey(List<OldFormat.Line> lines) {
        return lines.stream()
                .sorted(comparing(OldFormat.Line::isAfter)
                        .thenComparing(OldFormat.Line::topic)
                        .thenComparing(OldFormat.Line::key))
                .toList();
    }

    @Test
    void shouldGoOnWithTheChangelogsAndDeltasOfBefore() throws IOException {
        List<OldFormat.Line> old = OldFormat.read();
        List<OldFormat.Line> rows = those(old, line -> line.isAfter() && OldFormat.ROWS.contains(line.topic()));
        try (LocalKafka kafka = LocalKafka.start()) {
            OldFormat.TOPICS.forEach(topic -> kafka.createTopic(OldFormat.topic(topic), 1));
            write(kafka, those(old, line -> !line.isAfter() && line.topic().endsWith("-changelog")));
            write(kafka, those(old, line -> line.isAfter() && line.topic().endsWith("-repartition")));
            var config = OldFormat.config(folder);
            config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
            config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
            try (var streams = new KafkaStreams(OldFormat.topology(), config);
                    var consumer = consumer(kafka)) {
                streams.start();
                var found = new ArrayList<OldFormat.Line>();
                await().atMost(PATIENCE).until(() -> {
                    poll(consumer, found);
                    return found.size() >= rows.size() || !streams.state().isRunningOrRebalancing();
                });
                assertSame(found, rows);
            }
        }
    }

    private static List<OldFormat.Line> those(List<OldFormat.Line> lines, Predicate<OldFormat.Line> predicate) {
        return lines.stream().filter(predicate).toList();
    }

    private static void write(LocalKafka kafka, List<OldFormat.Line> lines) {
        Map<String, Object> config = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            lines.forEach(line -> producer.send(new ProducerRecord<>(
                    OldFormat.topic(line.topic()), 0, line.timestamp(), line.keyBytes(), line.valueBytes())));
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(LocalKafka kafka) {
        Map<String, Object> config = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = OldFormat.ROWS.stream()
                .map(topic -> new TopicPartition(OldFormat.topic(topic), 0))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private static void poll(KafkaConsumer<byte[], byte[]> consumer, List<OldFormat.Line> found) {
        consumer.poll(Duration.ofMillis(100))
                .forEach(row ->
                        found.add(OldFormat.Line.of(true, row.topic(), row.timestamp(), row.key(), row.value())));
    }
}
