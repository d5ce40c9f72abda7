// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.app;

import dev.penstock.cli.support.PipelineFile;
import dev.penstock.event.protect.KeyKind;
import dev.penstock.event.protect.KeysetFile;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.producer.command.ProduceCommand;
import dev.penstock.streams.geo.IanaRegions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a producer protects lies in clear in no topic, whatever becomes of the event. */
class ProtectedFieldsTest {

    private static final int USERS = 20;
    private static final Pattern ROW =
            Pattern.compile("\\{\"([a-z.]+)\":\"([^\"]+)\",\"window_start\":(\\d+),\"window_end\":\\d+,\"n\":(\\d+)");

    private static final String PIPELINE = """
            engine: %1$s
            sources:
              logins:
                topic: logins
                partitioned_by: user
                timestamp: {field: at, unit: millis}
                decrypt: {fields: [ip, email], keyset: random.json}
                require: {properties: {email: {type: string, maxLength: 30}}}
            streams:
              located:
                from: logins
                enrich: {geo: {field: ip}, session: {gap: 1m}}
                encrypt: {fields: [ip], keyset: random.json}
                pseudonymise: {fields: email, keyset: hmac.json}
                to: located-%1$s
            features:
              per_user:
                from: logins
                key: user
                window: 1m
                to: per-user-%1$s
                columns: {n: {count: events}, known: {count: events, where: {email: "secret-1@example.org"}}}
              per_email: {from: located, key: email, window: 1m, to: per-email-%1$s, columns: {n: {count: events}, ip: {last: ip}}}
              per_region: {from: located, key: geo.region, window: 1m, to: per-region-%1$s, columns: {n: {count: events}, users: {distinct: user}}}
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldLieInClearInNoTopic() throws Exception {
        for (KeyKind kind : KeyKind.values()) {
            KeysetFile.create(folder.resolve(kind.name().toLowerCase(Locale.ROOT) + ".json"), kind);
        }
        KeysetFile.create(folder.resolve("lost.json"), KeyKind.RANDOM);
        try (var kafka = LocalKafka.start()) {
            for (String topic : List.of("logins", "logins-dlq")) {
                kafka.createTopic(topic, 2);
            }
            produce(kafka, "random.json", events());
            produce(kafka, "lost.json", List.of(event(1, 0, "secret-1@example.org")));
            Map<String, Map<String, Long>> rows = new TreeMap<>();
            for (String engine : List.of("micro-batch", "per-event")) {
                for (String output : List.of("located-", "per-user-", "per-email-", "per-region-")) {
                    kafka.createTopic(output + engine, 2);
                    kafka.createTopic(output + engine + "-late", 2);
                }
                try (var app = start(kafka, engine)) {
                    await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
                        assertThat(count(kafka, "per-user-" + engine)).isEqualTo(3 * USERS);
                        assertThat(count(kafka, "per-region-" + engine)).isEqualTo(3 * USERS);
                        assertThat(count(kafka, "per-email-" + engine)).isEqualTo(3 * USERS);
                    });
                    assertThat(app.stop(Duration.ofSeconds(30))).isTrue();
                }
                rows.put(engine, newest(kafka, engine));
            }

            assertThat(rows.get("micro-batch")).isEqualTo(rows.get("per-event"));
            assertThat(read(kafka, "logins-dlq"))
                    .extracting(
                            letter -> header(letter, "__streams.errors.message").replaceAll(":.*", ""))
                    .containsExactlyInAnyOrder("key_unknown", "key_unknown", "rule_violated", "rule_violated");
            assertThat(read(kafka, "per-user-micro-batch-late")).isNotEmpty();
            Map<String, List<ConsumerRecord<byte[], byte[]>>> all = readAll(kafka);
            assertThat(all.keySet().stream().filter(topic -> topic.endsWith("-repartition")))
                    .isNotEmpty();
            assertThat(all.keySet().stream().filter(topic -> topic.endsWith("-changelog")))
                    .isNotEmpty();
            all.forEach((topic, records) -> records.forEach(
                    record -> assertThat(text(record)).as(topic).doesNotContain("secret", "85.230.1.", "visitor")));
        }
    }

    /** Two for each user, of which the newest moves the time so far that one more is too late; and one against a rule. */
    private static List<String> events() {
        List<String> events = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            events.add(event(user, 0, "secret-" + user + "@example.org"));
            events.add(event(user, 600_000, "secret-" + user + "@example.org"));
        }
        for (int user = 0; user < USERS; user++) {
            events.add(event(user, 1, "secret-" + user + "@example.org"));
        }
        events.add(event(USERS, 600_000, "secret-of-" + "x".repeat(30) + "@example.org"));
        return events;
    }

    private static String event(int user, int after, String email) {
        return "{\"user\":\"visitor-%d\",\"at\":%d,\"ip\":\"85.230.1.%d\",\"email\":\"%s\"}"
                .formatted(user, 1_767_268_800_000L + after, user, email);
    }

    private void produce(LocalKafka kafka, String keyset, List<String> events) throws Exception {
        Path input = Files.write(folder.resolve("events.jsonl"), events);
        int exitCode = new CommandLine(new ProduceCommand())
                .execute(
                        "--bootstrap-server=" + kafka.bootstrapServers(),
                        "--input=" + input,
                        "--topic=logins",
                        "--key=user",
                        "--encrypt=ip,email",
                        "--keyset=" + folder.resolve(keyset),
                        "--pseudonymise=user",
                        "--pseudonyms=" + folder.resolve("deterministic.json"));
        assertThat(exitCode).isZero();
    }

    private StreamsApp start(LocalKafka kafka, String engine) throws Exception {
        Path file = Files.writeString(folder.resolve(engine + ".yaml"), PIPELINE.formatted(engine));
        Map<String, String> settings = new HashMap<>(StreamsSettings.defaults("protected-" + engine));
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        settings.put("state.dir", folder.resolve(engine).toString());
        settings.put("commit.interval.ms", "100");
        var app = new StreamsApp(
                PipelineFile.read(file), StreamsSettings.of(settings), new IanaRegions(), new SimpleMeterRegistry());
        app.start();
        return app;
    }

    private static long count(LocalKafka kafka, String topic) {
        return newest(read(kafka, topic)).values().stream()
                        .mapToLong(Long::longValue)
                        .sum()
                + read(kafka, topic + "-late").size();
    }

    private static Map<String, Long> newest(LocalKafka kafka, String engine) {
        Map<String, Long> rows = newest(read(kafka, "per-user-" + engine));
        rows.putAll(newest(read(kafka, "per-email-" + engine)));
        rows.putAll(newest(read(kafka, "per-region-" + engine)));
        return rows;
    }

    /** The count in the newest row of each key and window. */
    private static Map<String, Long> newest(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, Long> rows = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            MatchResult row = ROW.matcher(new String(record.value(), ISO_8859_1))
                    .results()
                    .findFirst()
                    .orElseThrow();
            rows.put(row.group(1) + " " + row.group(2) + " " + row.group(3), Long.valueOf(row.group(4)));
        }
        return rows;
    }

    private static Map<String, List<ConsumerRecord<byte[], byte[]>>> readAll(LocalKafka kafka) throws Exception {
        Map<String, List<ConsumerRecord<byte[], byte[]>>> all = new TreeMap<>();
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            for (String topic : admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get()) {
                all.put(topic, read(kafka, topic));
            }
        }
        return all;
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(LocalKafka kafka, String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "allow.auto.create.topics", false);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), ISO_8859_1);
    }

    /** All that is in it. */
    private static String text(ConsumerRecord<byte[], byte[]> record) {
        var text = new StringBuilder();
        List<byte[]> parts = new ArrayList<>();
        parts.add(record.key());
        parts.add(record.value());
        for (Header header : record.headers()) {
            parts.add(header.value());
        }
        parts.stream().filter(part -> part != null).forEach(part -> text.append(new String(part, ISO_8859_1)));
        return text.toString();
    }
}
