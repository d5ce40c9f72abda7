// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.runs;

import dev.penstock.streams.geo.GeoLocation;
import dev.penstock.streams.geo.GeoResolver;
import dev.penstock.streams.metrics.PipelineMetrics;
import dev.penstock.streams.topology.InRuns;
import dev.penstock.streams.topology.TestPipeline;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Records that come in runs: nothing but the pace may differ. */
class RunsTest {

    private static final long T = TestPipeline.NOW.toEpochMilli();
    private static final String PIPELINE = """
            sources:
              clicks: {topic: clicks, partitioned_by: user, timestamp: {field: at, unit: millis}}
            streams:
              located: {from: clicks, enrich: {session: {gap: 10s}, geo: {field: ip}}, to: located}
            features:
              activity:
                from: clicks
                key: user
                window: 10s
                grace: 5s
                to: activity
                columns: {n: {count: events}, spend: {sum: amount}}
              regions: {from: located, key: geo.region, window: 10s, grace: 5s, to: regions, columns: {n: {count: events}}}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldComeToWhatRecordsByThemselvesComeTo(long seed) {
        List<ConsumerRecord<byte[], byte[]>> records = random(seed);
        Map<String, List<String>> alone = new TreeMap<>();
        Map<String, List<String>> inRuns = new TreeMap<>();
        try (var pipeline = new TestPipeline(PIPELINE, folder.resolve("alone"))) {
            records.forEach(record -> pipeline.send("clicks", InRuns.alone(record)));
            read(pipeline, alone);
        }
        try (var pipeline = new TestPipeline(PIPELINE, folder.resolve("runs"))) {
            InRuns.of(records).forEach(run -> pipeline.send("clicks", run));
            read(pipeline, inRuns);
            assertThat(pipeline.counted(PipelineMetrics.EVENTS, "source", "clicks"))
                    .isEqualTo(records.size());
        }

        assertThat(inRuns).isEqualTo(alone);
        assertThat(alone)
                .allSatisfy((topic, written) -> assertThat(written).as(topic).isNotEmpty());
    }

    @Test
    void shouldMakeADeadLetterOfTheOneRecordThatFails() {
        GeoResolver fragile = ip -> {
            if (ip.equals("10.0.0.1")) {
                throw new IllegalStateException("no such luck");
            }
            return GeoLocation.UNKNOWN;
        };
        var records = List.of(
                record(40, "ann", event("ann", T, "10.0.0.2")),
                record(41, "bob", event("bob", T, "10.0.0.1")),
                record(42, "ann", event("ann", T, "10.0.0.3")));
        try (var pipeline = new TestPipeline(PIPELINE, folder, TestPipeline.NOW, fragile)) {
            InRuns.of(records).forEach(run -> pipeline.send("clicks", run));

            var letter = pipeline.read("clicks-dlq").get(0);
            assertThat(letter.key()).isEqualTo(records.get(1).key());
            assertThat(letter.value()).isEqualTo(records.get(1).value());
            assertThat(letter.timestamp()).isEqualTo(records.get(1).timestamp());
            assertThat(letter.headers().toArray()[0])
                    .isEqualTo(records.get(1).headers().toArray()[0]);
            assertThat(new String(
                            letter.headers()
                                    .lastHeader("__streams.errors.offset")
                                    .value(),
                            UTF_8))
                    .isEqualTo("41");
            assertThat(pipeline.values("located")).hasSize(2);
        }
    }

    /** In and out of order, late, bad and empty, with headers and without. */
    private static List<ConsumerRecord<byte[], byte[]>> random(long seed) {
        var random = new Random(seed);
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (int i = 0; i < 600; i++) {
            String user = "user-" + random.nextInt(5);
            long time = T - 100_000 + i * 100L - random.nextInt(20_000);
            String value = switch (random.nextInt(20)) {
                case 0 -> null;
                case 1 -> "{\"user\":";
                case 2 -> event("somebody else", time, "10.0.0.1");
                default -> event(user, time, "10.0.0." + random.nextInt(9));
            };
            records.add(record(i, user, value));
        }
        return records;
    }

    private static String event(String user, long time, String ip) {
        return "{\"user\":\"%s\",\"at\":%d,\"ip\":\"%s\",\"amount\":1.%d}".formatted(user, time, ip, time % 100);
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, String key, String value) {
        Headers headers = new RecordHeaders();
        if (offset % 3 != 0) {
            headers.add("trace", new byte[] {(byte) offset});
        }
        return InRuns.record("clicks", offset, 1_000 + offset, key, value, headers);
    }

    private static void read(TestPipeline pipeline, Map<String, List<String>> written) {
        for (String topic : List.of("clicks-dlq", "located", "activity-late", "regions-late")) {
            written.put(
                    topic, pipeline.read(topic).stream().map(RunsTest::describe).toList());
        }
        // How often there is a row is a matter of pace; the newest of a key and window is not.
        for (String topic : List.of("activity", "regions")) {
            Map<String, String> newest = new TreeMap<>();
            pipeline.read(topic)
                    .forEach(row -> newest.put(
                            new String(row.key(), UTF_8) + new String(row.value(), UTF_8).replaceAll(",\"n\".*", ""),
                            describe(row)));
            written.put(topic, List.copyOf(newest.values()));
        }
    }

    private static String describe(TestRecord<byte[], byte[]> record) {
        var text = new StringBuilder()
                .append(new String(record.key(), UTF_8))
                .append(' ')
                .append(new String(record.value(), UTF_8))
                .append(' ')
                .append(record.timestamp());
        record.headers()
                .forEach(header ->
                        text.append(' ').append(header.key()).append('=').append(new String(header.value(), UTF_8)));
        return text.toString();
    }
}
