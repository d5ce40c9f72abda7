// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.app.StreamsApp;
import dev.penstock.streams.http.ServedClicks.Served;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import static dev.penstock.streams.http.ServedClicks.MINUTE;
import static dev.penstock.streams.http.ServedClicks.PARTITIONS;
import static dev.penstock.streams.http.ServedClicks.PATIENCE;
import static dev.penstock.streams.http.ServedClicks.TIME;
import static java.util.stream.StreamSupport.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Topics that somebody deletes while an instance runs. */
class MissingTopicTest {

    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    private static LocalKafka kafka;

    @TempDir
    Path folder;

    @BeforeAll
    static void startKafka() {
        kafka = LocalKafka.start();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    /** @param suffix of the topic that is deleted */
    @ParameterizedTest
    @CsvSource({
        "classic, micro-batch, users, features",
        "streams, per-event, dlq, dead-letters",
        "streams, micro-batch, users-late, late"
    })
    void shouldNameTheTopicWaitForItAndCountNothingTwice(String protocol, String engine, String suffix, String role)
            throws Exception {
        var clicks =
                new ServedClicks("gone-%s-%s-%s".formatted(protocol, engine, suffix), kafka.bootstrapServers(), engine);
        String topic = clicks.name() + "-" + suffix;
        clicks.createTopics();
        try (var instance =
                clicks.start(folder, Map.of("group.protocol", protocol)).awaitRunning()) {
            sendOfEachKind(clicks);
            awaitCounts(instance, 3, 1, 1);

            delete(topic);
            sendOfEachKind(clicks);

            await().atMost(PATIENCE).untilAsserted(() -> {
                var ready = instance.http().get("/health/ready");
                assertThat(ready.status()).isEqualTo(503);
                assertThat(ready.at("/status")).isEqualTo("topic_missing");
                assertThat(ready.at("/missing_topics/0")).isEqualTo(topic);
                assertThat(ready.at("/reason")).isEqualTo("missing: %s (%s)".formatted(topic, role));
                assertThat(ready.json().path("application_lag").asLong()).isPositive();
            });
            assertThat(instance.http().get("/health/live").status()).isEqualTo(200);
            assertThat(PrometheusText.read(instance.http().get("/metrics").text())
                            .value("penstock_topic_missing", Map.of("topic", topic, "role", role)))
                    .isEqualTo(1);

            clicks.createTopics();

            awaitCounts(instance, 6, 2, 2);
            assertThat(instance.http().get("/health/ready").status()).isEqualTo(200);
            assertThat(committed(topic)).isPositive();
        }
    }

    @Test
    void shouldStopInTimeThoughWhatItHasToWriteHasNowhereToGo() throws Exception {
        var clicks = new ServedClicks("stopped", kafka.bootstrapServers(), "micro-batch");
        clicks.createTopics();
        try (var instance = clicks.start(folder, Map.of()).awaitRunning()) {
            sendOfEachKind(clicks);
            awaitCounts(instance, 3, 1, 1);

            delete("stopped-users");
            sendOfEachKind(clicks);

            assertThat(instance.app().stop(StreamsApp.STOP_WITHIN)).isTrue();
        }
    }

    @Test
    void shouldEndIfToldTo() throws Exception {
        var clicks = new ServedClicks("ended", kafka.bootstrapServers(), "micro-batch");
        clicks.createTopics();
        try (var instance =
                clicks.start(folder, Map.of("penstock.on.missing.topic", "end")).awaitRunning()) {
            delete("ended-items-late");

            assertThat(instance.app().failure().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .hasMessage(
                            "a topic is missing: ended-items-late (late); ./penstock topics creates what is missing");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void shouldEndAndNameASourceThatIsDeleted(String protocol) throws Exception {
        var clicks = new ServedClicks("source-" + protocol, kafka.bootstrapServers(), "micro-batch");
        clicks.createTopics();
        try (var instance =
                clicks.start(folder, Map.of("group.protocol", protocol)).awaitRunning()) {
            delete(clicks.name());

            assertThat(instance.app().failure().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .hasMessageStartingWith("a topic is gone: " + clicks.name() + " (source); ");
        }
    }

    /** An event for each group, one that is none and one that is late. */
    private static void sendOfEachKind(ServedClicks clicks) {
        long late = TIME - HALF_A_DAY.toMillis();
        clicks.sendTo(0, clicks.event("u", "i", "1", TIME + MINUTE, "buy"));
        clicks.sendTo(0, clicks.event("u", "i", "1", late, "buy"));
        clicks.sendText("u", "no JSON");
    }

    private static void awaitCounts(Served instance, int events, int deadLetters, int late) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode total = instance.http().get("/api/stats").json().path("total");
            assertThat(total.path("lag").asInt(-1)).isZero();
            assertThat(total.at("/events/clicks").asInt()).isEqualTo(events);
            assertThat(total.at("/dead_letters/clicks/not_json").asInt()).isEqualTo(deadLetters);
            assertThat(stream(total.path("late").spliterator(), false).map(JsonNode::asInt))
                    .containsOnly(late);
        });
    }

    private static void delete(String topic) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }

    /** How many records a {@code read_committed} reader finds in a topic. */
    private static long committed(String topic) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long records = 0;
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                records += consumer.poll(Duration.ofMillis(100)).count();
            }
            return records;
        }
    }
}
