// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.app;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.client.KafkaAdmin;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.deadletters.Letter;
import dev.penstock.streams.geo.IanaRegions;
import dev.penstock.streams.metrics.PipelineMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Whatever comes in, and whatever topics take, an instance lives and loses nothing. */
class HostileTopicsTest {

    private static final long SEED = Long.getLong("penstock.hostile.seed", System.nanoTime());
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Pattern ROW =
            Pattern.compile("\\{\"user\":\"([^\"]*)\",\"window_start\":(\\d+),\"window_end\":\\d+,\"n\":(\\d+),");

    private static LocalKafka kafka;

    @TempDir
    Path folder;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeAll
    static void start() {
        kafka = LocalKafka.builder()
                .property("message.max.bytes", "300000")
                .property("log.message.timestamp.after.max.ms", "60000")
                .start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    /** @param records as many as bring some of every kind; more, for what is rare, where most run it */
    @ParameterizedTest
    @CsvSource({"micro-batch, classic, 10000", "micro-batch, streams, 2000", "per-event, streams, 2000"})
    void shouldFindEveryRecordAgainInOnePlaceWhateverTopicsTake(String engine, String protocol, int records)
            throws Exception {
        String name = "hostile-" + engine + "-" + protocol;
        System.out.println("penstock.hostile.seed=" + SEED);
        create(name, Map.of("max.message.bytes", "4000000", "message.timestamp.after.max.ms", "9223372036854775807"));
        create(
                name + "-dlq",
                Map.of(
                        "max.message.bytes",
                        "2000",
                        "cleanup.policy",
                        "compact",
                        "message.timestamp.before.max.ms",
                        "20000"));
        create(name + "-copy", Map.of("max.message.bytes", "3000", "retention.ms", "300000"));
        create(
                name + "-rows",
                Map.of(
                        "max.message.bytes",
                        "1500",
                        "cleanup.policy",
                        "compact,delete",
                        "message.timestamp.before.max.ms",
                        "600000"));
        create(name + "-rows-late", Map.of("max.message.bytes", "1800", "message.timestamp.after.max.ms", "120000"));

        try (var app = start(name, engine, protocol)) {
            send(new HostileRecords(SEED, name, System.currentTimeMillis()), records);
            await().atMost(PATIENCE).until(() -> counted(PipelineMetrics.EVENTS) == records && app.isCommitted());
            assertThat(app.failure().toCompletableFuture()).isNotDone();
            assertThat(app.stop(PATIENCE)).isTrue();
        }
        assertThat(settings("penstock-" + name + "-rows-changelog"))
                .as("what the application keeps for itself is not for the broker to judge")
                .contains(
                        Map.entry("max.message.bytes", "1048588"),
                        Map.entry("message.timestamp.after.max.ms", "9223372036854775807"));

        List<Letter> dead = letters(name + "-dlq");
        List<Letter> late = letters(name + "-rows-late");
        long rowsTooLong = late.stream().filter(HostileTopicsTest::isRow).count();
        long ofStreams = dead.stream()
                .filter(letter -> letter.reason().equals("result_too_long"))
                .count();
        long counted = counted(read(name + "-rows"), late);
        long lateEvents = late.size() - rowsTooLong;

        assertThat(counted(PipelineMetrics.COUNTED)).isEqualTo(counted);
        assertThat(counted(PipelineMetrics.LATE)).isEqualTo(lateEvents);
        assertThat(counted(PipelineMetrics.DEAD_LETTERS)).isEqualTo(dead.size());
        assertThat(counted(PipelineMetrics.ROWS_TOO_LONG)).isEqualTo(rowsTooLong);
        assertThat(counted(PipelineMetrics.EMPTY) + dead.size() - ofStreams + lateEvents + counted)
                .as("of %d empty, %d dead, %d late, %d counted", 0, dead.size() - ofStreams, lateEvents, counted)
                .isEqualTo(records);
        assertThat(read(name + "-copy")).hasSize((int) (counted + lateEvents - ofStreams));
        assertThat(List.of(rowsTooLong, ofStreams, lateEvents, counted)).allMatch(count -> count > 0);
        assertThat(dead).filteredOn(Letter::isCut).isNotEmpty();
        assertThat(dead).allMatch(letter -> letter.origin().isPresent());
        assertThat(dead.stream()
                        .filter(letter -> !letter.reason().equals("result_too_long"))
                        .map(Letter::origin)
                        .distinct())
                .hasSize(dead.size() - (int) ofStreams);
    }

    /** By the newest rows of each key and window, be they in the one topic or, too large for it, in the other. */
    private static long counted(List<ConsumerRecord<byte[], byte[]>> rows, List<Letter> late) {
        Map<String, Long> counts = new HashMap<>();
        rows.forEach(row -> count(new String(row.value(), UTF_8), counts));
        late.stream()
                .filter(HostileTopicsTest::isRow)
                .forEach(letter -> count(new String(letter.record().value(), UTF_8), counts));
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static void count(String row, Map<String, Long> counts) {
        Matcher found = ROW.matcher(row);
        assertThat(found.lookingAt()).as(row).isTrue();
        counts.merge(found.group(1) + " " + found.group(2), Long.valueOf(found.group(3)), Math::max);
    }

    private static boolean isRow(Letter letter) {
        return letter.reason().equals(Letter.ROW_TOO_LONG);
    }

    @ParameterizedTest
    @CsvSource({"micro-batch, classic", "per-event, streams"})
    void shouldGoOnWhenTopicsTakeLessWhileItRuns(String engine, String protocol) throws Exception {
        String name = "tight-" + engine;
        for (String suffix : List.of("", "-dlq", "-copy", "-rows", "-rows-late")) {
            create(name + suffix, Map.of("message.timestamp.after.max.ms", "9223372036854775807"));
        }
        long now = System.currentTimeMillis();
        byte[] noJson = "x".repeat(50_000).getBytes(UTF_8);

        try (var app = start(name, engine, protocol)) {
            sendAll(List.of(new ProducerRecord<>(name, 0, now, "a".getBytes(UTF_8), noJson)));
            await().atMost(PATIENCE).until(() -> letters(name + "-dlq").size() == 1);
            alter(name + "-dlq", Map.of("max.message.bytes", "1200", "compression.type", "uncompressed"));
            alter(name + "-rows", Map.of("message.timestamp.after.max.ms", "1000"));
            String soon = "{\"user\":\"a\",\"at\":%d,\"amount\":1,\"note\":\"x\"}".formatted(now + 1_800_000);
            sendAll(List.of(
                    new ProducerRecord<>(name, 0, now, "a".getBytes(UTF_8), noJson),
                    new ProducerRecord<>(name, 0, now, "a".getBytes(UTF_8), soon.getBytes(UTF_8))));

            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(letters(name + "-dlq")).extracting(Letter::isCut).containsExactly(false, true);
                assertThat(read(name + "-rows")).hasSize(1);
            });
            assertThat(app.failure().toCompletableFuture()).isNotDone();
        }
    }

    private static Pipeline pipeline(String name, String engine) {
        return PipelineReader.read(name + ".yaml", """
                engine: %2$s
                sources:
                  events: {topic: %1$s, partitioned_by: user, timestamp: {field: at, unit: millis}, max_future: 1d}
                streams:
                  copy: {from: events, to: %1$s-copy, set: {by: test}}
                features:
                  rows:
                    from: events
                    key: user
                    window: 1m
                    to: %1$s-rows
                    columns: {n: {count: events}, note: {last: note}, spent: {sum: amount}}
                """.formatted(name, engine));
    }

    private StreamsApp start(String name, String engine, String protocol) {
        Map<String, String> settings = new HashMap<>(StreamsSettings.defaults("penstock-" + name));
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        settings.put("state.dir", folder.toString());
        settings.put("num.stream.threads", "1");
        settings.put("group.protocol", protocol);
        var app = new StreamsApp(pipeline(name, engine), StreamsSettings.of(settings), new IanaRegions(), registry);
        app.start();
        return app;
    }

    private long counted(String meter) {
        return registry.find(meter).counters().stream()
                .mapToLong(counter -> (long) counter.count())
                .sum();
    }

    private static void create(String topic, Map<String, String> settings) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1).configs(settings)))
                    .all()
                    .get();
        }
    }

    private static Map<String, String> settings(String topic) {
        try (var admin = new KafkaAdmin(new KafkaSettings(Map.of("bootstrap.servers", kafka.bootstrapServers())))) {
            return admin.topicConfigs(List.of(topic)).get(topic);
        }
    }

    private static void alter(String topic, Map<String, String> settings) throws Exception {
        List<AlterConfigOp> changes = new ArrayList<>();
        settings.forEach((name, value) -> changes.add(new AlterConfigOp(new ConfigEntry(name, value), OpType.SET)));
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), changes))
                    .all()
                    .get();
        }
    }

    private static void send(HostileRecords records, int count) throws Exception {
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(records.next());
        }
        sendAll(all);
    }

    private static void sendAll(List<ProducerRecord<byte[], byte[]>> records)
            throws ExecutionException, InterruptedException {
        Map<String, Object> config =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.request.size", 4_000_000, "linger.ms", 20);
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var sent : records.stream().map(producer::send).toList()) {
                sent.get();
            }
        }
    }

    private static List<Letter> letters(String topic) {
        return read(topic).stream().map(Letter::new).toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }
}
