// SPDX-License-Identifier: Apache-2.0
package dev.penstock.example;

import dev.penstock.engine.commit.ExactlyOnceClients;
import dev.penstock.event.Fields;
import dev.penstock.kafka.LocalKafka;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.internals.AppInfoParser;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * On a real broker: what is gathered on the heap goes with the commit, whatever makes the task commit. What Kafka Streams
 * does then is not promised by it, so where a new version does otherwise the failure says what.
 */
class PageViewsTest {

    private static final int PARTITIONS = 4;
    private static final int USERS = 20;
    private static final long TIME = 1_700_000_000_000L;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration NEVER = Duration.ofMinutes(9);
    private static final String POISON = "poison";

    private static final String KAFKA = "Kafka Streams " + AppInfoParser.getVersion();

    private static LocalKafka kafka;

    @TempDir
    private Path state;

    /** Of the test: application and topics are named after it. */
    private String name;

    private final List<KafkaStreams> running = new ArrayList<>();
    private final AtomicInteger seen = new AtomicInteger();

    @BeforeAll
    static void startKafka() {
        kafka = LocalKafka.start();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void createTopics(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
        List.of(name, name + "-by-user", name + "-by-page", name + "-late")
                .forEach(topic -> kafka.createTopic(topic, PARTITIONS));
    }

    @AfterEach
    void closeInstances() {
        running.forEach(KafkaStreams::close);
    }

    /** A task that reads both waits for both, with as many groups as there are. */
    @Test
    void shouldReadViewsAndDeltasWithTasksOfTheirOwn() {
        assertThat(PageViews.topology("views", view -> {}).describe().subtopologies().stream()
                        .map(tasks -> tasks.nodes().stream()
                                .filter(TopologyDescription.Source.class::isInstance)
                                .flatMap(node -> ((TopologyDescription.Source) node).topicSet().stream())
                                .toList()))
                .containsExactlyInAnyOrder(List.of("views"), List.of("by-page-repartition"));
    }

    @Test
    void shouldWriteRowsWithEachTimedCommit() {
        start("a", Duration.ofMillis(100), this::count);
        for (int round = 1; round <= 2; round++) {
            send(1_000, "/");
            int views = 1_000 * round;
            await().atMost(PATIENCE).untilAsserted(() -> assertCounted(views));
        }
    }

    @Test
    void shouldWriteWhatWasGatheredWhenItIsClosed() {
        send(1_000, "/");
        KafkaStreams streams = start("a", NEVER, this::count);
        awaitSeen(1_000);
        assertThat(rows("by-user")).isEmpty();
        streams.close();
        assertThat(sum(rows("by-user")))
                .as(
                        "%s no longer calls flushCache of a CachedStateStore on close, before it closes the processors and"
                                + " commits for the last time",
                        KAFKA)
                .isEqualTo(1_000);
    }

    @Test
    void shouldWriteWhatWasGatheredWhenPartitionsGoToAnotherInstance() {
        send(1_000, "/");
        KafkaStreams one = start("a", NEVER, this::count);
        awaitSeen(1_000);
        KafkaStreams other = start("b", NEVER, this::count);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rows("by-user"))
                        .as(
                                "%s no longer calls flushCache of a CachedStateStore on revocation, before it commits what the"
                                        + " task has done",
                                KAFKA)
                        .isNotEmpty());
        send(1_000, "/");
        await().atMost(PATIENCE).until(() -> seen.get() >= 2_000);
        other.close();
        one.close();
        // The second stage by page reads what the last close of the first stage wrote.
        start("c", Duration.ofMillis(100), this::count);
        await().atMost(PATIENCE).untilAsserted(() -> assertCounted(2_000));
    }

    @Test
    void shouldCountNothingTwiceWhenATaskFailed() {
        send(1_000, "/");
        KafkaStreams failing = start("a", NEVER, this::fail);
        awaitSeen(1_000);
        send(USERS, POISON);
        await().atMost(PATIENCE).until(() -> failing.state() == KafkaStreams.State.ERROR);
        failing.close();
        assertThat(rows("by-user"))
                .as("%s no longer aborts what a task sends when it is closed because of a failure", KAFKA)
                .isEmpty();
        start("a", Duration.ofMillis(100), this::count);
        await().atMost(PATIENCE).untilAsserted(() -> assertCounted(1_000 + USERS));
    }

    private void count(Fields view) {
        seen.incrementAndGet();
    }

    private void fail(Fields view) {
        if (new String(view.json(), StandardCharsets.UTF_8).contains(POISON)) {
            throw new IllegalArgumentException(POISON);
        }
        count(view);
    }

    private void awaitSeen(int views) {
        await().atMost(PATIENCE).until(() -> seen.get() == views);
    }

    private KafkaStreams start(String instance, Duration commitInterval, Consumer<Fields> seenBy) {
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
        config.put(StreamsConfig.CLIENT_ID_CONFIG, name + "-" + instance);
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        config.put(StreamsConfig.STATE_DIR_CONFIG, state.resolve(instance).toString());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.DEFAULT_CLIENT_SUPPLIER_CONFIG, ExactlyOnceClients.class);
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // Longer than the commit interval, or Kafka Streams refuses to start.
        config.put(StreamsConfig.producerPrefix("transaction.timeout.ms"), 600_000);
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // An instance that is closed stays in the group for as long as this, and its partitions wait.
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_000);
        var streams = new KafkaStreams(PageViews.topology(name, seenBy), config);
        streams.start();
        running.add(streams);
        return streams;
    }

    private void send(int views, String page) {
        Map<String, Object> config = Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            IntStream.range(0, views).forEach(i -> {
                String user = "user-" + i % USERS;
                String view = "{\"user\":\"%s\",\"page\":\"%s\",\"at\":%d}".formatted(user, page, TIME + i);
                producer.send(new ProducerRecord<>(name, user, view));
            });
        }
    }

    private void assertCounted(int views) {
        assertThat(sum(rows("by-user"))).isEqualTo(views);
        assertThat(sum(rows("by-page"))).isEqualTo(views);
        assertThat(read(name + "-late")).isEmpty();
    }

    private static int sum(Map<String, String> rows) {
        return rows.values().stream()
                .mapToInt(row -> Integer.parseInt(row.replaceAll(".*\"views\":(\\d+).*", "$1")))
                .sum();
    }

    private Map<String, String> rows(String group) {
        return read(name + "-" + group);
    }

    /** The newest row of each key and window. */
    private Map<String, String> read(String topic) {
        Map<String, Object> config = Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        var newest = new HashMap<String, String>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            var partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(50))
                        .forEach(row -> newest.put(
                                row.key() + row.value().replaceAll(".*(\"window_start\":\\d+).*", "$1"), row.value()));
            }
        }
        return newest;
    }
}
