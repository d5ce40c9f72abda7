// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.app;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.store.TestPipelines;
import dev.penstock.store.redis.RedisServer;
import dev.penstock.store.redis.RedisStore;
import dev.penstock.streams.client.KafkaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class StoreAppTest {

    private static final Pipeline PIPELINE = TestPipelines.read("""
            features:
              clicks: {from: s, key: user, window: 1m, to: clicks-rows, columns: {n: {count: events}}}
            stores:
              online: {redis: "redis://localhost", layout: hash, project: shop}
            """);
    private static final String TOPIC = "clicks-rows";
    private static final int USERS = 100;

    @TempDir
    private static Path folder;

    private static LocalKafka kafka;
    private static RedisServer redis;
    private static int application;

    private KafkaProducer<String, String> producer;

    @BeforeAll
    static void start() {
        redis = RedisServer.start(folder);
        kafka = LocalKafka.start();
        kafka.createTopic(TOPIC, 4);
    }

    @AfterAll
    static void stop() {
        if (redis != null) {
            kafka.close();
            redis.close();
        }
    }

    @BeforeEach
    void connect() throws ExecutionException, InterruptedException {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()), new StringSerializer(), new StringSerializer());
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteRecords(ends(admin)).all().get();
        }
        try (Jedis client = redis.client()) {
            client.flushAll();
        }
        application++;
    }

    @AfterEach
    void disconnect() {
        producer.close();
    }

    private static Map<TopicPartition, RecordsToDelete> ends(Admin admin)
            throws ExecutionException, InterruptedException {
        return admin
                .listOffsets(IntStream.range(0, 4)
                        .boxed()
                        .collect(Collectors.toMap(i -> new TopicPartition(TOPIC, i), i -> OffsetSpec.latest())))
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        end -> RecordsToDelete.beforeOffset(end.getValue().offset())));
    }

    private static StoreApp app(SimpleMeterRegistry registry) {
        var settings = new KafkaSettings(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "heartbeat.interval.ms", "200"));
        var meters = new StoreMeters(registry, "online");
        return new StoreApp(
                "app-" + application,
                settings,
                List.of(new StoreApp.Target(
                        "online",
                        List.of(TOPIC),
                        new RedisStore(PIPELINE, TestPipelines.redis(PIPELINE), redis.url(), meters),
                        meters)));
    }

    /** A row of each user. */
    private void produce(int minute) {
        for (int user = 0; user < USERS; user++) {
            producer.send(new ProducerRecord<>(
                    TOPIC,
                    "u" + user,
                    "{\"user\":\"u%d\",\"window_start\":%d,\"window_end\":%d,\"n\":%d}"
                            .formatted(user, minute * 60_000, (minute + 1) * 60_000, minute)));
        }
        producer.flush();
    }

    private static long usersAt(int minute) {
        try (Jedis client = redis.client()) {
            return IntStream.range(0, USERS)
                    .filter(user -> String.valueOf(minute).equals(client.hget("shop:clicks:u" + user, "n")))
                    .count();
        }
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    @Test
    void shouldGoOnWhenRedisIsBackAndLoseNothing() {
        var registry = new SimpleMeterRegistry();
        try (StoreApp app = app(registry)) {
            produce(1);
            await().until(() -> usersAt(1) == USERS);
            redis.kill();
            produce(2);
            await().until(() -> app.progress().get("online").failing());
            assertThat(registry.get("penstock.store.failures")
                            .tag("kind", "connection")
                            .counter()
                            .count())
                    .isPositive();
            redis.startAgain();
            await().until(() -> usersAt(2) == USERS);
            await().until(() -> app.progress().get("online").lag() == 0);
            assertThat(works(app)).isTrue();
        }
    }

    @Test
    void shouldShareTheWorkAndWriteEachRowOnce() {
        var first = new SimpleMeterRegistry();
        var second = new SimpleMeterRegistry();
        try (StoreApp one = app(first)) {
            produce(1);
            await().until(() -> usersAt(1) == USERS);
            try (StoreApp other = app(second)) {
                for (int minute = 2; minute < 40; minute++) {
                    produce(minute);
                }
                await().until(() -> usersAt(39) == USERS);
                await().until(() -> other.progress().get("online").rows() > 0 || minuteMore(other));
                assertThat(one.stop(Duration.ofSeconds(30))).isTrue();
                produce(100);
                await().until(() -> usersAt(100) == USERS);
            }
        }
        assertThat(rows(first) + rows(second)).isEqualTo(USERS * (40.0 + more));
    }

    private int more;

    /** Until the group has given it partitions. */
    private boolean minuteMore(StoreApp waiting) {
        produce(40 + more++);
        return waiting.progress().get("online").rows() > 0;
    }

    private static double rows(SimpleMeterRegistry registry) {
        return registry.get("penstock.store.rows").counter().count();
    }

    @Test
    void shouldTellWhatKafkaDeletedBeforeItWasInTheStore() throws ExecutionException, InterruptedException {
        var registry = new SimpleMeterRegistry();
        try (StoreApp app = app(registry)) {
            produce(1);
            await().until(() -> usersAt(1) == USERS && works(app));
        }
        produce(2);
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteRecords(ends(admin)).all().get();
        }
        produce(3);
        try (StoreApp app = app(registry)) {
            await().until(() -> usersAt(3) == USERS && works(app));
        }
        assertThat(registry.get("penstock.store.rows.missed").counter().count()).isEqualTo(USERS);
    }

    @Test
    void shouldTellKafkaHowFarItHasCome() {
        try (StoreApp app = app(new SimpleMeterRegistry())) {
            produce(1);
            await().until(() -> usersAt(1) == USERS && works(app));
        }
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            await().until(() -> admin
                            .listConsumerGroupOffsets("app-" + application + "-store-online")
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .values()
                            .stream()
                            .mapToLong(OffsetAndMetadata::offset)
                            .sum()
                    == ends(admin).values().stream()
                            .mapToLong(RecordsToDelete::beforeOffset)
                            .sum());
        }
    }

    private static boolean works(StoreApp app) {
        return !app.progress().get("online").failing();
    }
}
