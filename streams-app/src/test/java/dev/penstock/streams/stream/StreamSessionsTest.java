// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.penstock.streams.topology.TestPipeline;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class StreamSessionsTest {

    /** Seconds from here are the times of the events. */
    private static final Instant T = TestPipeline.NOW.minus(Duration.ofDays(1));

    private static final int GAP = 60;
    private static final String CHANGELOG = "test-out.sessions-changelog";
    private static final String PIPELINE = """
            sources:
              in: {topic: in, partitioned_by: user, timestamp: {field: at, unit: millis}}
            streams:
              out:
                from: in
                where: {skip: false}
                enrich: {session: {gap: 1m}}
                to: out
            """;

    @TempDir
    private Path folder;

    private TestPipeline pipeline;

    @BeforeEach
    void start() {
        pipeline = new TestPipeline(PIPELINE, folder);
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @Test
    void shouldCountTheEventsOfASession() {
        assertThat(session("ann", 0)).isEqualTo(new Shown(id("ann", 0), 0, 1, 0));
        assertThat(session("ann", 10)).isEqualTo(new Shown(id("ann", 0), 0, 2, 10_000));
        assertThat(session("ann", 10 + GAP)).isEqualTo(new Shown(id("ann", 0), 0, 3, 70_000));
    }

    @Test
    void shouldKeepTheSessionsOfKeysApart() {
        assertThat(session("ann", 0)).isEqualTo(new Shown(id("ann", 0), 0, 1, 0));
        assertThat(session("bob", 0)).isEqualTo(new Shown(id("bob", 0), 0, 1, 0));
        assertThat(session("bob", 1)).isEqualTo(new Shown(id("bob", 0), 0, 2, 1000));
        assertThat(session("ann", 2)).isEqualTo(new Shown(id("ann", 0), 0, 2, 2000));
    }

    @Test
    void shouldBeginASessionWhenTheGapHasPassed() {
        session("ann", 0);
        session("ann", 5);

        assertThat(session("ann", 5 + GAP + 0.001))
                .isEqualTo(new Shown(id("ann", 5 + GAP + 0.001), 5 + GAP + 0.001, 1, 0));
    }

    @Test
    void shouldEndASessionByTheTimeOfThePartitionWhateverKeyOrFilterItIsOf() {
        session("ann", 0);
        session("bob", GAP + 1);
        assertThat(session("ann", 30)).isEqualTo(new Shown(id("ann", 30), 30, 1, 0));

        send("cat", 30 + GAP + 1, true);
        assertThat(session("ann", 40)).isEqualTo(new Shown(id("ann", 40), 40, 1, 0));
    }

    @Test
    void shouldEndASessionByEventsThatNeverReachTheStream() {
        stop();
        String chained = "  chained: {from: out, enrich: {session: {gap: 1m}}, to: chained}\n";
        pipeline = new TestPipeline(PIPELINE + chained, folder.resolve("chained"));
        send("ann", 0, false);
        pipeline.read("chained");
        send("bob", GAP + 1, true);
        send("ann", 30, false);

        assertThat(pipeline.values("chained")).singleElement().asString().contains("\"index\":1,");
    }

    @Test
    void shouldCountAnEventThatIsOutOfOrder() {
        session("ann", 100);
        session("ann", 130);

        assertThat(session("ann", 110)).isEqualTo(new Shown(id("ann", 100), 100, 3, 30_000));
        // A little older than the start: the session keeps the start that it has been known by.
        assertThat(session("ann", 100 - GAP)).isEqualTo(new Shown(id("ann", 100), 100, 4, 30_000));
    }

    @Test
    void shouldTellNoSessionForAnEventFromBeforeIt() {
        session("ann", 100);

        assertThat(made("ann", 100 - GAP - 0.001).has("session")).isFalse();
        assertThat(session("ann", 101)).isEqualTo(new Shown(id("ann", 100), 100, 2, 1000));
    }

    @Test
    void shouldTellNoSessionForAnEventWhoseSessionWouldBeOver() {
        session("ann", 100);

        assertThat(made("bob", 100 - GAP - 0.001).has("session")).isFalse();
        assertThat(session("bob", 100 - GAP)).isEqualTo(new Shown(id("bob", 100 - GAP), 100 - GAP, 1, 0));
    }

    @Test
    void shouldForgetSessionsThatAreOver() {
        for (int i = 0; i < 1500; i++) {
            session("user-" + i, i % GAP);
        }
        session("late", GAP);
        session("ann", 2 * GAP);
        waitForPurge();
        assertThat(keysInStore()).containsExactlyInAnyOrder("ann", "late");
        assertThat(keysInChangelog()).containsExactlyInAnyOrder("ann", "late");

        session("ann", 10 * GAP);
        waitForPurge();
        assertThat(keysInStore()).containsExactly("ann");
    }

    @Test
    void shouldGiveTheSameSessionsWhetherOrNotTheStoreIsPurged() {
        List<String> unpurged = sessionsOfAWalk(false);
        stop();
        pipeline = new TestPipeline(PIPELINE, folder.resolve("purged"));

        assertThat(sessionsOfAWalk(true)).isEqualTo(unpurged);
    }

    /** Events of a few users, back and forth in time, that now and then leave a gap. */
    private List<String> sessionsOfAWalk(boolean purged) {
        var random = new Random(7);
        double time = 1000;
        List<String> sessions = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            time += random.nextInt(20) == 0 ? 2 * GAP : random.nextInt(30) - 10;
            String user = "user-" + random.nextInt(4);
            sessions.add(user + made(user, time - random.nextInt(GAP)).path("session"));
            if (purged) {
                pipeline.pass(Duration.ofMillis(200));
            }
        }
        return sessions;
    }

    /** A session as an event shows it; the start in seconds from {@link #T}. */
    private record Shown(String id, double start, long index, long durationMs) {}

    private Shown session(String user, double seconds) {
        JsonNode session = made(user, seconds).path("session");
        assertThat(session.fieldNames()).toIterable().containsExactly("id", "start", "index", "duration_ms");
        double start = Duration.between(T, Instant.parse(session.get("start").textValue()))
                        .toMillis()
                / 1000.0;
        return new Shown(
                session.get("id").textValue(),
                start,
                session.get("index").longValue(),
                session.get("duration_ms").longValue());
    }

    private JsonNode made(String user, double seconds) {
        send(user, seconds, false);
        try {
            return new JsonMapper().readTree(pipeline.values("out").get(0));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private void send(String user, double seconds, boolean skip) {
        pipeline.send("in", user, "{\"user\":\"" + user + "\",\"at\":" + time(seconds) + ",\"skip\":" + skip + "}");
    }

    private static long time(double seconds) {
        return T.toEpochMilli() + Math.round(seconds * 1000);
    }

    /** By the documented rule: a name-based UUID of the key and the start. */
    private static String id(String user, double start) {
        byte[] key = user.getBytes(UTF_8);
        return UUID.nameUUIDFromBytes(ByteBuffer.allocate(key.length + 8)
                        .put(key)
                        .putLong(time(start))
                        .array())
                .toString();
    }

    private void waitForPurge() {
        for (int i = 0; i < 10; i++) {
            pipeline.pass(Duration.ofMillis(100));
        }
    }

    private List<String> keysInStore() {
        List<String> keys = new ArrayList<>();
        try (var entries = pipeline.store("out.sessions").all()) {
            entries.forEachRemaining(entry -> keys.add(new String(entry.key, UTF_8)));
        }
        return keys;
    }

    private List<String> keysInChangelog() {
        Map<String, byte[]> newest = new HashMap<>();
        for (TestRecord<byte[], byte[]> record : pipeline.read(CHANGELOG)) {
            newest.put(new String(record.key(), UTF_8), record.value());
        }
        newest.values().removeIf(value -> value == null);
        return List.copyOf(newest.keySet());
    }
}
