// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.outputs;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.streams.client.KafkaFailure;
import dev.penstock.streams.deadletters.LetterHeaders;
import dev.penstock.streams.metrics.PipelineMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class OutputsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Pipeline PIPELINE = PipelineReader.read("test.yaml", """
            sources:
              clicks: {topic: clicks, partitioned_by: user, timestamp: {field: at, unit: millis}}
            streams:
              copy: {from: clicks, to: copies}
            features:
              g: {from: clicks, key: page, window: 1m, to: rows, columns: {n: {count: events}}}
            """);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Map<String, Map<String, String>> configs = new HashMap<>();

    private final Outputs outputs = new Outputs(
            PIPELINE,
            "app",
            new ProducerLimits(3 << 20, 32 << 20, "lz4"),
            new PipelineMetrics(registry),
            Clock.fixed(NOW, ZoneOffset.UTC),
            topics -> configs);

    @ParameterizedTest
    @CsvSource({
        // What the topic has, how long the record's time is ago, whether it is stamped with the time of writing.
        "retention.ms=604800000, PT1H, false",
        "retention.ms=604800000, P3D, false",
        "retention.ms=604800000, P4D, true",
        "retention.ms=604800000, P9D, true",
        "retention.ms=-1, P9D, false",
        "retention.ms=604800000 cleanup.policy=compact, P9D, false",
        "retention.ms=604800000 cleanup.policy=compact;delete, P9D, true",
        "retention.ms=604800000 message.timestamp.type=LogAppendTime, P9D, false",
        "message.timestamp.before.max.ms=3600000, PT30M, false",
        "message.timestamp.before.max.ms=3600000, PT2H, true",
        "message.timestamp.after.max.ms=3600000, PT-30M, false",
        "message.timestamp.after.max.ms=3600000, PT-59M-30S, true",
        "message.timestamp.after.max.ms=3600000, PT-2H, true",
        "message.timestamp.after.max.ms=9223372036854775807, PT-2H, false",
    })
    void shouldStampWithTheTimeOfWritingWhatATopicWouldRefuseOrDelete(String has, Duration ago, boolean stamped) {
        configs.put("rows", settings(has));
        long time = NOW.minus(ago).toEpochMilli();

        var sent = outputs.fit(record("rows", time, "{}"));

        assertThat(sent.timestamp()).isEqualTo(stamped ? NOW.toEpochMilli() : time);
        assertThat(restamped("rows")).isEqualTo(stamped ? 1 : 0);
        if (stamped) {
            assertThat(text(sent, LetterHeaders.TIMESTAMP)).isEqualTo(String.valueOf(time));
        } else {
            assertThat(sent.headers().toArray()).isEmpty();
        }
    }

    private static Map<String, String> settings(String text) {
        Map<String, String> settings = new HashMap<>();
        // As a broker tells all of them.
        settings.put("message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE));
        for (String setting : text.split(" ")) {
            String[] pair = setting.split("=");
            settings.put(pair[0], pair[1].replace(';', ','));
        }
        return settings;
    }

    @Test
    void shouldFindATimestampForATopicThatTakesNothingFromThePast() {
        configs.put(
                "rows", Map.of("message.timestamp.before.max.ms", "0", "message.timestamp.after.max.ms", "3600000"));

        var sent = outputs.fit(record("rows", NOW.toEpochMilli(), "{}"));

        assertThat(Duration.between(NOW, Instant.ofEpochMilli(sent.timestamp())))
                .isBetween(Duration.ofSeconds(10), Duration.ofMinutes(59));
    }

    @Test
    void shouldTakeKafkasDefaultsForATopicThatItMayNotAskAbout() {
        var blind = new Outputs(
                PIPELINE,
                "app",
                new ProducerLimits(3 << 20, 32 << 20, "none"),
                new PipelineMetrics(registry),
                Clock.fixed(NOW, ZoneOffset.UTC),
                topics -> {
                    throw new KafkaFailure("not allowed");
                });

        assertThat(blind.limit("rows").takes(null, new byte[1_000_000], new RecordHeaders()))
                .isTrue();
        assertThat(blind.limit("rows").takes(null, new byte[1_048_588], new RecordHeaders()))
                .isFalse();
        assertThat(blind.fit(record("rows", NOW.plusSeconds(7200).toEpochMilli(), "{}"))
                        .timestamp())
                .isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void shouldPutARowThatIsTooLargeIntoTheLateTopic() {
        configs.put("rows", Map.of("max.message.bytes", "1000"));
        String row = noise(2000);

        var sent = outputs.fit(record("rows", NOW.toEpochMilli(), row));

        assertThat(sent.topic()).isEqualTo("rows-late");
        assertThat(sent.key()).isEqualTo("ann".getBytes(UTF_8));
        assertThat(new String(sent.value(), UTF_8)).isEqualTo(row);
        assertThat(text(sent, LetterHeaders.MESSAGE))
                .startsWith("row_too_long: ")
                .contains("max.message.bytes");
        assertThat(registry.get(PipelineMetrics.ROWS_TOO_LONG)
                        .tag("group", "g")
                        .counter()
                        .count())
                .isOne();
    }

    @Test
    void shouldTakeALargeRecordThatCompresses() {
        configs.put("rows", Map.of("max.message.bytes", "1000"));
        configs.put("copies", Map.of("max.message.bytes", "1000", "compression.type", "uncompressed"));
        byte[] repeating = "x".repeat(50_000).getBytes(UTF_8);

        assertThat(outputs.limit("rows").takes(null, repeating, new RecordHeaders()))
                .isTrue();
        assertThat(outputs.limit("copies").takes(null, repeating, new RecordHeaders()))
                .isFalse();
        assertThat(outputs.limit("rows").takes(null, new byte[4 << 20], new RecordHeaders()))
                .as("more than the producer sends, before it compresses")
                .isFalse();
    }

    @Test
    void shouldGoByNewSettingsAfterARecordWasRefused() {
        outputs.fit(record("rows", NOW.toEpochMilli(), "{}"));
        configs.put("rows", Map.of("max.message.bytes", "1000"));

        assertThat(outputs.fit(record("rows", NOW.toEpochMilli(), noise(2000))).topic())
                .isEqualTo("rows");
        assertThat(outputs.refused("rows", 2100, new RecordTooLargeException())).isTrue();
        assertThat(outputs.fit(record("rows", NOW.toEpochMilli(), noise(2000))).topic())
                .isEqualTo("rows-late");
        assertThat(outputs.refused("app-g-changelog", 2100, new RecordTooLargeException()))
                .isFalse();
    }

    @Test
    void shouldLearnFromRecordsThatAreRefusedForNoSettingThatItKnows() {
        long soon = NOW.plus(Duration.ofMinutes(58)).toEpochMilli();
        configs.put("rows", Map.of("message.timestamp.after.max.ms", "3600000"));

        outputs.refused("rows", 800_000, new RecordTooLargeException());
        outputs.refused("rows", 100, new InvalidTimestampException("a broker with another clock"));

        assertThat(outputs.limit("rows").takes(null, noise(500_000).getBytes(UTF_8), new RecordHeaders()))
                .isFalse();
        assertThat(outputs.fit(record("rows", soon, "{}")).timestamp()).isEqualTo(soon);
        outputs.refused("rows", 100, new InvalidTimestampException("a broker with another clock"));
        assertThat(outputs.fit(record("rows", soon, "{}")).timestamp()).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void shouldLeaveRecordsOfOtherTopicsAlone() {
        var record = record("app-g-changelog", 0, "{}");

        assertThat(outputs.fit(record)).isSameAs(record);
    }

    private double restamped(String topic) {
        return registry.get(PipelineMetrics.RESTAMPED)
                .tag("topic", topic)
                .counter()
                .count();
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, long time, String value) {
        return new ProducerRecord<>(topic, null, time, "ann".getBytes(UTF_8), value.getBytes(UTF_8));
    }

    /** Text that does not compress below its half. */
    private static String noise(int length) {
        return new Random(7)
                .ints(length, ' ', '~')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String text(ProducerRecord<byte[], byte[]> record, String header) {
        return new String(record.headers().lastHeader(header).value(), UTF_8);
    }
}
