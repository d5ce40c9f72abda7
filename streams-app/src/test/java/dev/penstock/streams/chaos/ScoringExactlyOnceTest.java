// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.score.FakeModel;
import dev.penstock.streams.score.FakeModel.Answer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A model that fails one call in ten, refuses some texts and goes away, and instances that are killed: each event is found
 * again once, scored or set aside, in the order of its key.
 */
class ScoringExactlyOnceTest {

    private static final int PARTITIONS = 2;
    private static final int EVENTS = 6_000;
    private static final int USERS = 20;
    private static final int BAD_EVERY = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicInteger refusedWhileAway = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void shouldScoreEachEventOnceWhateverFails(String groupProtocol) throws IOException {
        var random = new Random(7);
        try (var kafka = LocalKafka.builder()
                        .dataFolder(folder.resolve("kafka"))
                        .property("group.streams.min.session.timeout.ms", "6000")
                        .property("group.streams.session.timeout.ms", "6000")
                        .property("group.streams.min.heartbeat.interval.ms", "1000")
                        .property("group.streams.heartbeat.interval.ms", "1000")
                        .start();
                var model = new FakeModel()) {
            List.of("texts", "texts-dlq", "scored").forEach(topic -> kafka.createTopic(topic, PARTITIONS));
            model.does(texts -> answer(texts, random));
            List<String> arguments = arguments(kafka, model, groupProtocol);
            try (var one = new Instance(folder.resolve("one"), arguments);
                    var other = new Instance(folder.resolve("other"), arguments)) {
                one.start();
                other.start();
                feed(kafka, 0, EVENTS / 2);
                awaitScored(kafka, EVENTS / 10);
                other.kill();
                other.start();
                awaitScored(kafka, EVENTS / 4);
                away.set(true);
                feed(kafka, EVENTS / 2, EVENTS);
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> (one.output() + other.output()).contains("waits for its model"));
                one.kill();
                one.start();
                Awaitility.await().atMost(PATIENCE).until(() -> refusedWhileAway.get() > 20);
                away.set(false);

                Awaitility.await()
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> {
                            return ids(kafka, "scored").size()
                                            + ids(kafka, "texts-dlq").size()
                                    >= EVENTS;
                        });
                one.stop();
                other.stop();
            }
            List<Integer> scored = ids(kafka, "scored");
            List<Integer> setAside = ids(kafka, "texts-dlq");
            assertThat(scored).doesNotHaveDuplicates();
            assertThat(new TreeSet<>(setAside))
                    .containsExactlyElementsOf(IntStream.range(0, EVENTS)
                            .filter(id -> id % BAD_EVERY == 0)
                            .boxed()
                            .toList());
            assertThat(setAside).doesNotHaveDuplicates();
            assertThat(scored.size() + setAside.size()).isEqualTo(EVENTS);
            Map<Integer, Integer> lastOfUser = new HashMap<>();
            assertThat(scored)
                    .allSatisfy(id -> assertThat(id)
                            .isGreaterThan(Objects.requireNonNullElse(lastOfUser.put(id % USERS, id), -1)));
        }
    }

    private Answer answer(List<String> texts, Random random) {
        if (away.get()) {
            refusedWhileAway.incrementAndGet();
            return new Answer(503, "starting");
        }
        synchronized (random) {
            if (random.nextInt(10) == 0) {
                return new Answer(500, "now and then");
            }
        }
        return texts.contains("bad") ? new Answer(400, "bad") : FakeModel.right(texts);
    }

    private List<String> arguments(LocalKafka kafka, FakeModel model, String groupProtocol) throws IOException {
        Path settings = Files.writeString(
                folder.resolve("settings"),
                "group.protocol=" + groupProtocol + "\n"
                        + (groupProtocol.equals("classic")
                                ? "session.timeout.ms=6000\nheartbeat.interval.ms=1000\n"
                                : ""));
        Path pipeline = Files.writeString(folder.resolve("scored.yaml"), """
                sources:
                  texts: {topic: texts, partitioned_by: user, timestamp: {field: at, unit: millis}}
                streams:
                  scored:
                    from: texts
                    score: {tone: {field: text, url: "%s", batch: 16, in_flight: 3, retries: 4}}
                    to: scored
                """.formatted(model.url()));
        return List.of(
                "--pipeline",
                pipeline.toString(),
                "--bootstrap-server",
                kafka.bootstrapServers(),
                "--config",
                settings.toString(),
                "--threads",
                "1");
    }

    private static void feed(LocalKafka kafka, int from, int to) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (int id = from; id < to; id++) {
                String user = "user-" + id % USERS;
                String text = id % BAD_EVERY == 0 ? "bad" : "text " + id;
                producer.send(new ProducerRecord<>("texts", user, """
                        {"id": %d, "user": "%s", "at": 1767268000000, "text": "%s"}""".formatted(id, user, text)));
            }
        }
    }

    private static void awaitScored(LocalKafka kafka, int count) {
        Awaitility.await().atMost(PATIENCE).until(() -> ids(kafka, "scored").size() >= count);
    }

    /** Of what is committed, in the order of each partition. */
    private static List<Integer> ids(LocalKafka kafka, String topic) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        List<Integer> ids = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(
                                record -> ids.add(json(record.value()).get("id").asInt()));
            }
        }
        return ids;
    }

    private static JsonNode json(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
