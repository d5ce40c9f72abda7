// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.http.ServedClicks.Served;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import static dev.penstock.streams.http.ServedClicks.PATIENCE;
import static dev.penstock.streams.http.ServedClicks.TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An instance that lost its state folder and reads its state back from Kafka. */
class RestoringTest {

    private static final List<String> USERS =
            IntStream.range(0, 20).mapToObj("u%02d"::formatted).toList();

    /**
     * Lets what was read of a changelog of users into no store before it is opened. It holds up the one thread that restores,
     * so those of other groups pass: they may come first.
     */
    public static final class Gate implements ConsumerInterceptor<byte[], byte[]> {

        private static final CountDownLatch OPENED = new CountDownLatch(1);

        static void open() {
            OPENED.countDown();
        }

        @Override
        public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
            if (records.partitions().stream()
                    .anyMatch(partition -> partition.topic().endsWith("-users-changelog"))) {
                awaitOpened();
            }
            return records;
        }

        private static void awaitOpened() {
            try {
                OPENED.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void configure(Map<String, ?> config) {}

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public void close() {}
    }

    @Test
    void shouldSayThatItRestoresUntilItCanAnswer(@TempDir Path folder) {
        try (var kafka = LocalKafka.start()) {
            var clicks = new ServedClicks("restored", kafka.bootstrapServers(), "micro-batch");
            clicks.createTopics();
            clicks.send(USERS.stream()
                    .map(user -> clicks.event(user, "i", "1", TIME, "buy"))
                    .toList());
            try (var before = clicks.start(folder.resolve("before"), Map.of())) {
                awaitEveryUser(before);
            }

            Map<String, String> held = Map.of("restore.consumer.interceptor.classes", Gate.class.getName());
            try (var served = clicks.start(folder.resolve("after"), held)) {
                try {
                    shouldSayThatItRestores(served);
                } finally {
                    Gate.open();
                }
                awaitEveryUser(served);
                assertThat(instance(served).path("status").asText()).isEqualTo("ready");
                assertThat(instance(served).path("stores")).allSatisfy(store -> {
                    assertThat(store.path("role").asText()).isEqualTo("active");
                    assertThat(store.path("restoring").isNull()).isTrue();
                });
            }
        }
    }

    private static void shouldSayThatItRestores(Served served) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(instance(served).path("stores"))
                        .filteredOn(store -> store.path("store").asText().equals("users"))
                        .anySatisfy(store -> {
                            assertThat(store.path("role").asText()).isEqualTo("restoring");
                            assertThat(store.at("/restoring/done").asInt(-1)).isZero();
                            assertThat(store.at("/restoring/of").asInt()).isPositive();
                            assertThat(store.at("/restoring/share").asDouble(-1))
                                    .isZero();
                        }));
        assertThat(instance(served).path("status").asText()).isEqualTo("restoring");
        assertThat(instance(served).path("live").asBoolean()).isTrue();
        assertThat(instance(served).path("ready").asBoolean()).isFalse();

        var live = served.http().get("/health/live");
        assertThat(live.status()).isEqualTo(200);
        assertThat(live.at("/status")).isEqualTo("restoring");
        assertThat(live.json().at("/restoring/of").asInt()).isPositive();
        assertThat(served.http().get("/health/ready").status()).isEqualTo(503);
        assertThat(USERS)
                .extracting(
                        user -> served.http().get("/api/features/users/" + user).status())
                .contains(503)
                .isSubsetOf(200, 503);
    }

    private static void awaitEveryUser(Served served) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(USERS)
                        .extracting(user ->
                                served.http().get("/api/features/users/" + user).at("/rows/0/clicks"))
                        .containsOnly("1"));
    }

    private static JsonNode instance(Served served) {
        return served.http().get("/api/instances").json().at("/instances/0");
    }
}
