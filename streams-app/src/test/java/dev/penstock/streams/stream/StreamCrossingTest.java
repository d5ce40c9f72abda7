// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.penstock.streams.topology.TestPipeline;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class StreamCrossingTest {

    private static final long T = TestPipeline.NOW.minus(Duration.ofHours(5)).toEpochMilli();
    private static final long GAP = 60_000;
    private static final String PIPELINE = """
            engine: %s
            sources:
              in: {topic: in, timestamp: {field: at, unit: millis}}
            streams:
              out: {from: in, where: {skip: false}, enrich: {session: {gap: 1m, by: user}}, to: out}
            features:
              n: {from: out, key: user, window: 1h, grace: 3h, retention: 12h, to: n, columns: {n: {count: events}}}
            """;

    @TempDir
    private Path folder;

    /** What an event's session is by hand: its start, its index and its duration; empty for none. */
    private static final class Truth {

        private final Map<String, long[]> sessions = new HashMap<>();

        List<Long> next(String user, long at) {
            long[] session = sessions.get(user);
            if (session == null || at - session[1] > GAP) {
                session = new long[] {at, at, 0};
                sessions.put(user, session);
            } else if (session[0] - at > GAP) {
                return List.of();
            }
            session[1] = Math.max(session[1], at);
            return List.of(session[0], ++session[2], session[1] - session[0]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"micro-batch", "per-event"})
    void shouldFindTheSessionsOfAFieldWhateverTheRecordKeysAre(String engine) throws Exception {
        var random = new Random(7);
        var truth = new Truth();
        Map<String, List<List<Long>>> expected = new HashMap<>();
        Map<String, List<List<Long>>> found = new HashMap<>();
        int without = 0;
        try (var pipeline = new TestPipeline(PIPELINE.formatted(engine), folder)) {
            long now = T;
            for (int i = 0; i < 3_000; i++) {
                now += random.nextInt(3_000);
                long at = now - (random.nextInt(4) == 0 ? random.nextInt(180_000) : 0);
                int user = random.nextInt(60);
                boolean skip = random.nextInt(10) == 0;
                boolean anonymous = random.nextInt(20) == 0;
                byte[] key = random.nextBoolean() ? null : ("k" + random.nextInt(5)).getBytes(UTF_8);
                String json =
                        "{%s\"at\":%d,\"skip\":%b}".formatted(anonymous ? "" : "\"user\":" + user + ",", at, skip);
                pipeline.send("in", new TestRecord<>(key, json.getBytes(UTF_8)));
                if (!skip && anonymous) {
                    without++;
                } else if (!skip) {
                    expected.computeIfAbsent("" + user, u -> new ArrayList<>()).add(truth.next("" + user, at));
                }
            }
            for (var record : pipeline.read("out")) {
                JsonNode event = new JsonMapper().readTree(record.value());
                if (!event.has("user")) {
                    assertThat(record.key()).isNull();
                    assertThat(event.has("session")).isFalse();
                    without--;
                    continue;
                }
                assertThat(new String(record.key(), UTF_8))
                        .isEqualTo(event.get("user").asText());
                assertThat(record.headers()).isEmpty();
                assertThat(record.timestamp()).isEqualTo(event.get("at").asLong());
                JsonNode session = event.path("session");
                found.computeIfAbsent(event.get("user").asText(), u -> new ArrayList<>())
                        .add(
                                session.isMissingNode()
                                        ? List.of()
                                        : List.of(
                                                Instant.parse(session.get("start")
                                                                .asText())
                                                        .toEpochMilli(),
                                                session.get("index").asLong(),
                                                session.get("duration_ms").asLong()));
            }
            assertThat(without).isZero();
            assertThat(found).isEqualTo(expected);
            assertThat(pipeline.read("in-dlq")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"micro-batch", "per-event"})
    void shouldNameTheOriginalRecordInLettersMadeBehindTheRepartitionTopic(String engine) {
        try (var pipeline = new TestPipeline(PIPELINE.formatted(engine), folder)) {
            var headers = new RecordHeaders().add("own", new byte[] {1});
            byte[] key = {7};
            pipeline.send("in", new TestRecord<>(key, event("ann", T), headers, TestPipeline.NOW));
            pipeline.send("in", new TestRecord<>(key, event("bob", T + 5 * 3_600_000), headers, TestPipeline.NOW));
            pipeline.send("in", new TestRecord<>(key, event("cat", T), headers, TestPipeline.NOW.plusMillis(5)));

            assertThat(pipeline.read("out"))
                    .extracting(TestRecord::key)
                    .containsExactly("ann".getBytes(UTF_8), "bob".getBytes(UTF_8), "cat".getBytes(UTF_8));
            assertThat(pipeline.read("n-late")).singleElement().satisfies(letter -> {
                assertThat(letter.key()).isEqualTo(key);
                assertThat(letter.value()).isEqualTo(event("cat", T));
                assertThat(letter.timestamp())
                        .isEqualTo(TestPipeline.NOW.plusMillis(5).toEpochMilli());
                assertThat(header(letter, "own")).isEqualTo("\1");
                assertThat(header(letter, "__streams.errors.topic")).isEqualTo("in");
                assertThat(header(letter, "__streams.errors.offset")).isEqualTo("2");
                assertThat(letter.headers().lastHeader("__penstock.place")).isNull();
            });
        }
    }

    private static byte[] event(String user, long at) {
        return "{\"user\":\"%s\",\"at\":%d,\"skip\":false}".formatted(user, at).getBytes(UTF_8);
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
