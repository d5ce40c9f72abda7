// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.cli.support.PipelineFile;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.producer.command.ProduceCommand;
import dev.penstock.streams.geo.IanaRegions;
import dev.penstock.streams.topics.PipelineTopic;
import dev.penstock.streams.topics.PipelineTopics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A million events of the default pipeline, some late, some malformed: each is found again, in one place. */
class AccountingTest {

    private static final int EVENTS = 1_000_000;
    private static final Path PIPELINE = Path.of("..", "pipelines", "default.yaml");
    private static final List<String> TOPICS = PipelineTopics.of(PipelineFile.read(PIPELINE)).stream()
            .map(PipelineTopic::name)
            .toList();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void shouldAccountForEveryEvent() {
        try (var kafka = LocalKafka.start()) {
            for (String topic : TOPICS) {
                kafka.createTopic(topic, 4);
            }
            try (var app = start(kafka)) {
                produce(kafka);
                await().atMost(Duration.ofMinutes(3)).until(() -> app.progress().events() == EVENTS);
                await().atMost(Duration.ofMinutes(3))
                        .untilAsserted(() -> assertThat(accounted(kafka)).isEqualTo(EVENTS));
                assertThat(app.stop(Duration.ofSeconds(30))).isTrue();
            }
            assertThat(count(kafka, "features-user-activity-late")).isPositive();
            assertThat(count(kafka, "app-events-dlq")).isBetween(EVENTS / 200L, EVENTS / 50L);
            assertThat(lettersThatDiffer(kafka, "app-events-dlq")).isZero();
            assertThat(lettersThatDiffer(kafka, "user-login-dlq")).isZero();
        }
    }

    private StreamsApp start(LocalKafka kafka) {
        Map<String, String> settings = new HashMap<>(StreamsSettings.defaults("accounting"));
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        settings.put("state.dir", folder.toString());
        var app = new StreamsApp(
                PipelineFile.read(PIPELINE),
                StreamsSettings.of(settings),
                new IanaRegions(),
                new SimpleMeterRegistry());
        app.start();
        return app;
    }

    private static void produce(LocalKafka kafka) {
        int exitCode = new CommandLine(new ProduceCommand())
                .execute(
                        "--bootstrap-server",
                        kafka.bootstrapServers(),
                        "--count",
                        Integer.toString(EVENTS),
                        "--malformed",
                        "0.01",
                        "--late",
                        "0.01",
                        "--users",
                        "5000",
                        "--seed",
                        "7");
        assertThat(exitCode).isZero();
    }

    /** Events in windows, too late for them, and set aside, of both sources. */
    private static long accounted(LocalKafka kafka) {
        return newest(kafka, "features-user-activity", "events_1m")
                + count(kafka, "features-user-activity-late")
                + count(kafka, "app-events-dlq")
                + newest(kafka, "insights-traffic", "logins")
                + count(kafka, "insights-traffic-late")
                + count(kafka, "user-login-dlq");
    }

    /** Sum of a column over the newest row of each key and window. */
    private static long newest(LocalKafka kafka, String topic, String column) {
        Map<String, Long> rows = new HashMap<>();
        readAll(kafka, topic, record -> {
            JsonNode row = json(record);
            rows.put(
                    new String(record.key(), UTF_8) + row.get("window_start"),
                    row.get(column).asLong());
        });
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long count(LocalKafka kafka, String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        readAll(kafka, topic, records::add);
        return records.size();
    }

    /** Dead letters that are not, byte for byte, the record that was sent. */
    private static long lettersThatDiffer(LocalKafka kafka, String topic) {
        Map<String, ConsumerRecord<byte[], byte[]>> letters = new HashMap<>();
        readAll(kafka, topic, letter -> letters.put(origin(letter), letter));
        Map<String, ConsumerRecord<byte[], byte[]>> sent = new HashMap<>();
        readAll(kafka, topic.replace("-dlq", ""), record -> {
            String place = place(record.topic(), record.partition(), record.offset());
            if (letters.containsKey(place)) {
                sent.put(place, record);
            }
        });
        assertThat(letters).hasSize((int) count(kafka, topic));
        return letters.entrySet().stream()
                .filter(letter -> !isSame(letter.getValue(), sent.get(letter.getKey())))
                .count();
    }

    private static boolean isSame(ConsumerRecord<byte[], byte[]> letter, ConsumerRecord<byte[], byte[]> sent) {
        return sent != null
                && Arrays.equals(letter.key(), sent.key())
                && Arrays.equals(letter.value(), sent.value())
                && letter.timestamp() == sent.timestamp();
    }

    private static String origin(ConsumerRecord<byte[], byte[]> letter) {
        return place(
                header(letter, "topic"),
                Integer.parseInt(header(letter, "partition")),
                Long.parseLong(header(letter, "offset")));
    }

    private static String place(String topic, int partition, long offset) {
        return topic + "-" + partition + "@" + offset;
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader("__streams.errors." + name);
        return new String(header.value(), UTF_8);
    }

    private static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
        try {
            return JSON.readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a {@code read_committed} reader finds from the beginning to the end as of now. */
    private static void readAll(LocalKafka kafka, String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(reader);
            }
        }
    }
}
