// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.source;

import dev.penstock.streams.topology.TestPipeline;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A clock that is fast must not make the events of all others late, and a whole topic of them must go on. */
class ClockSkewTest {

    private static final long NOW = TestPipeline.NOW.toEpochMilli();
    private static final Pattern ROW = Pattern.compile("\"user\":\"(\\w+)\",\"window_start\":(\\d+),.*\"n\":(\\d+)");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "micro-batch, 2m",
        "micro-batch, 10m",
        "micro-batch, 29m",
        "per-event, 2m",
        "per-event, 10m",
        "per-event, 29m"
    })
    void shouldMakeNobodyLate(String engine, String fastBy) {
        try (var pipeline = pipeline(engine, "window: 1m")) {
            for (int i = 0; i < 53; i++) {
                if (i == 3) {
                    send(pipeline, "cet", millis(fastBy), NOW - 60_000 + i * 1000);
                }
                send(pipeline, "good", -300, NOW - 60_000 + i * 1000);
            }

            assertThat(pipeline.values("out-late")).isEmpty();
            assertThat(counts(pipeline)).isEqualTo(Map.of("good", 53L, "cet", 1L));
            assertThat(pipeline.counted("penstock.events.ahead", "source", "s")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"micro-batch", "per-event"})
    void shouldMakeNobodyLateInABacklog(String engine) {
        try (var pipeline = pipeline(engine, "window: 1m")) {
            long then = NOW - Duration.ofDays(3).toMillis();
            for (int i = 0; i < 53; i++) {
                if (i == 3) {
                    send(pipeline, "cet", millis("1h"), then + i * 1000);
                }
                send(pipeline, "good", -300, then + i * 1000);
            }

            assertThat(pipeline.values("out-late")).isEmpty();
            assertThat(counts(pipeline)).isEqualTo(Map.of("good", 53L, "cet", 1L));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"micro-batch", "per-event"})
    void shouldMakeNobodyLateWhenOneDeviceSendsAllItHasFirst(String engine) {
        try (var pipeline = pipeline(engine, "window: 1m")) {
            for (int i = 0; i < 200; i++) {
                send(pipeline, "cet", millis("20m") + i, NOW);
            }
            for (int i = 0; i < 50; i++) {
                send(pipeline, "good" + i % 2, -300, NOW);
            }

            assertThat(pipeline.values("out-late")).isEmpty();
            assertThat(counts(pipeline)).isEqualTo(Map.of("good0", 25L, "good1", 25L, "cet", 200L));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"micro-batch", "per-event"})
    void shouldGoOnWhereAllClocksAreFast(String engine) {
        try (var pipeline = pipeline(engine, "window: 1m")) {
            for (int i = 0; i < 40; i++) {
                send(pipeline, "u" + i % 10, millis("20m") + i, NOW);
            }
            assertThat(pipeline.values("out-late")).isEmpty();
            send(pipeline, "u1", millis("15m"), NOW);

            assertThat(pipeline.values("out-late")).hasSize(1);
            assertThat(counts(pipeline).values().stream().mapToLong(n -> n).sum())
                    .isEqualTo(40);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "micro-batch, 1767268800000",
        "micro-batch, 0",
        "micro-batch, 1431849600",
        "per-event, 1767268800000",
        "per-event, 0"
    })
    void shouldFollowTheTimeOfOldEventsAtOnceWhateverTheirRecordsAreStamped(String engine, long stamp) {
        try (var pipeline = pipeline(engine, "window: 1m")) {
            long old = Instant.parse("2015-05-17T08:00:00Z").toEpochMilli();
            sendAt(pipeline, "ann", old, stamp);
            sendAt(pipeline, "ann", old + millis("2h"), stamp);
            sendAt(pipeline, "ann", old + 1, stamp);

            assertThat(pipeline.values("out-late")).hasSize(1);
            assertThat(pipeline.counted("penstock.events.ahead", "source", "s")).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"micro-batch", "per-event"})
    void shouldSetAsideWhatWouldPushOthersOutOfAShortRetention(String engine) {
        try (var pipeline = pipeline(engine, "window: 1m, grace: 10s, retention: 2m")) {
            send(pipeline, "good", -300, NOW);
            send(pipeline, "cet", millis("20m"), NOW);
            send(pipeline, "good", -300, NOW);

            assertThat(pipeline.read("out-late"))
                    .hasSize(1)
                    .allSatisfy(letter -> assertThat(new String(
                                    letter.headers()
                                            .lastHeader("__streams.errors.message")
                                            .value(),
                                    UTF_8))
                            .isEqualTo("late: the event is 1200000 ms ahead of the clock, further than the retention of"
                                    + " group 'g' lets it be"));
            assertThat(counts(pipeline)).isEqualTo(Map.of("good", 2L));
        }
    }

    @Test
    void shouldCloseNoWindowBeforeItsTime() {
        try (var pipeline = pipeline("micro-batch", "window: 1m, grace: 0s, emit: final")) {
            for (int i = 0; i < 10; i++) {
                send(pipeline, "good", 0, NOW - 60_000);
            }
            send(pipeline, "cet", millis("20m"), NOW);
            send(pipeline, "good", 0, NOW);
            // By now the partition is idle.
            pass(pipeline, 150);
            assertThat(counts(pipeline)).isEqualTo(Map.of("good", 11L));

            sendAt(pipeline, "good", NOW + 300_000, NOW);
            assertThat(pipeline.values("out-late")).isEmpty();
            pass(pipeline, 1_300);
            assertThat(counts(pipeline)).isEqualTo(Map.of("good", 1L, "cet", 1L));
        }
    }

    private TestPipeline pipeline(String engine, String group) {
        return new TestPipeline("""
                engine: %s
                sources:
                  s: {topic: s, partitioned_by: user, timestamp: {field: at, unit: millis}}
                features:
                  g: {from: s, key: user, %s, to: out, columns: {n: {count: events}}}
                """.formatted(engine, group), folder);
    }

    private static void send(TestPipeline pipeline, String user, long lead, long recordTime) {
        sendAt(pipeline, user, recordTime + lead, recordTime);
    }

    private static void sendAt(TestPipeline pipeline, String user, long time, long recordTime) {
        String json = "{\"user\":\"%s\",\"at\":%d}".formatted(user, time);
        pipeline.send(
                "s", new TestRecord<>(user.getBytes(UTF_8), json.getBytes(UTF_8), Instant.ofEpochMilli(recordTime)));
    }

    /** Second by second: what is longer is taken for a machine that slept. */
    private static void pass(TestPipeline pipeline, int seconds) {
        for (int i = 0; i < seconds; i++) {
            pipeline.pass(Duration.ofSeconds(1));
        }
    }

    private static long millis(String duration) {
        return Duration.parse("PT" + duration).toMillis();
    }

    /** Of each user, over all windows. */
    private static Map<String, Long> counts(TestPipeline pipeline) {
        Map<List<String>, Long> newest = new HashMap<>();
        for (String row : pipeline.values("out")) {
            Matcher match = ROW.matcher(row);
            assertThat(match.find()).as(row).isTrue();
            newest.put(List.of(match.group(1), match.group(2)), Long.valueOf(match.group(3)));
        }
        Map<String, Long> counts = new HashMap<>();
        newest.forEach((key, count) -> counts.merge(key.get(0), count, Long::sum));
        return counts;
    }
}
