// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.streams.metrics.PipelineMetrics;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The same promises hold for either engine. */
@ParameterizedClass
@ValueSource(strings = {"micro-batch", "per-event"})
class FeatureGroupsTest {

    @Parameter
    private String engine;

    /** Start of a minute that the test pipeline's clock has just passed. */
    private static final long T = TestPipeline.NOW.toEpochMilli() - 600_000;

    private static final String PIPELINE = """
            sources:
              clicks: {topic: clicks, partitioned_by: user, timestamp: {field: at, unit: millis}}
            features:
              users:
                from: clicks
                key: user
                window: 1m
                grace: 30s
                retention: 3m
                to: users
                columns:
                  events: {count: events}
                  spend:  {sum: amount}
              shops:
                from: clicks
                key: [shop, kind]
                window: 1m
                grace: 10m
                retention: 11m
                to: shops
                columns:
                  events: {count: events}
              total: {from: clicks, key: all, window: 1m, to: total, columns: {events: {count: events}}}
            """;

    @TempDir
    private Path folder;

    private TestPipeline pipeline;

    @BeforeEach
    void start() {
        start(PIPELINE);
    }

    private void start(String yaml) {
        pipeline = new TestPipeline("engine: " + engine + "\n" + yaml, folder);
    }

    private void restart(String yaml) {
        pipeline.close();
        start(yaml);
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @Test
    void shouldWriteARowForEachEventOfAKeyAndWindow() {
        click("ann", T + 1000, "0.1");
        click("ann", T + 59_999, "0.2");
        click("bob", T + 2000, "7");
        click("ann", T + 60_000, "1");

        assertThat(pipeline.values("users"))
                .containsExactly(
                        row("ann", T, 1, "0.1"),
                        row("ann", T, 2, "0.3"),
                        row("bob", T, 1, "7"),
                        row("ann", T + 60_000, 1, "1"));
        assertThat(pipeline.counted(PipelineMetrics.ROWS, "output", "users")).isEqualTo(4);
    }

    @Test
    void shouldKeyRowsByEntityAndStampThemWithTheLatestEventTime() {
        click("ann", T + 5000, "1");
        click("ann", T + 1000, "1");

        var newest = pipeline.read("users").get(1);
        assertThat(newest.key()).isEqualTo("ann".getBytes(UTF_8));
        assertThat(newest.timestamp()).isEqualTo(T + 5000);
    }

    @Test
    void shouldGatherAKeyFromRecordsThatAreKeyedByAnythingOrNothing() {
        restart(PIPELINE.replace("partitioned_by: user, ", ""));
        for (byte[] key :
                new byte[][] {null, {}, {0, 0, 0, 42}, {-1}, "\"ann\"".getBytes(UTF_8), "x".getBytes(UTF_8)}) {
            pipeline.send(
                    "clicks",
                    new TestRecord<>(
                            key,
                            "{\"user\":\"ann\",\"shop\":\"a\",\"kind\":1,\"at\":%d}"
                                    .formatted(T)
                                    .getBytes(UTF_8)));
        }

        assertThat(pipeline.values("users")).hasSize(6).last().isEqualTo(row("ann", T, 6, "0"));
        assertThat(pipeline.read("shops").get(5).key()).isEqualTo("a|1".getBytes(UTF_8));
        assertThat(pipeline.values("total")).hasSize(6);
        assertThat(pipeline.read("clicks-dlq")).isEmpty();
    }

    @Test
    void shouldGatherAKeyFromRecordsThatHaveItInAnotherFormat() {
        restart(PIPELINE.replace("partitioned_by: user, ", "partitioned_by: user, key_format: json, "));
        for (String key : new String[] {"\"ann\"", "{\"user\":\"ann\"}", "ann"}) {
            pipeline.send("clicks", key, "{\"user\":\"ann\",\"at\":%d}".formatted(T));
        }

        var newest = pipeline.read("users").get(1);
        assertThat(newest.key()).isEqualTo("ann".getBytes(UTF_8));
        assertThat(new String(newest.value(), UTF_8)).isEqualTo(row("ann", T, 2, "0"));
        assertThat(pipeline.read("clicks-dlq")).hasSize(1);
    }

    @Test
    void shouldGatherAKeyOfSeveralFieldsFromAllRecordKeys() {
        send("ann", "\"shop\":\"a|b\",\"kind\":1", T);
        send("bob", "\"shop\":\"a|b\",\"kind\":1", T);

        var newest = pipeline.read("shops").get(1);
        assertThat(newest.key()).isEqualTo("a\\|b|1".getBytes(UTF_8));
        assertThat(new String(newest.value(), UTF_8))
                .isEqualTo("{\"shop\":\"a|b\",\"kind\":\"1\",\"window_start\":%d,\"window_end\":%d,\"events\":2}"
                        .formatted(T, T + 60_000));
    }

    @Test
    void shouldGatherAllEventsUnderOneKey() {
        click("ann", T, "1");
        click("bob", T, "1");

        var newest = pipeline.read("total").get(1);
        assertThat(newest.key()).isEqualTo("all".getBytes(UTF_8));
        assertThat(new String(newest.value(), UTF_8))
                .isEqualTo("{\"window_start\":%d,\"window_end\":%d,\"events\":2}".formatted(T, T + 60_000));
    }

    @Test
    void shouldLeaveAnEventWithoutTheGroupsKeyOutOfThatGroupAlone() {
        click("ann", T, "1");

        assertThat(pipeline.values("shops")).isEmpty();
        assertThat(pipeline.values("users")).hasSize(1);
        assertThat(pipeline.values("total")).hasSize(1);
        assertThat(pipeline.counted(PipelineMetrics.KEY_MISSING, "group", "shops"))
                .isEqualTo(1);
    }

    @Test
    void shouldTakeAnEventUntilItsWindowsGraceIsOverByOneMillisecond() {
        click("bob", T + 89_999, "1");
        click("ann", T, "1");
        assertThat(pipeline.values("users-late")).isEmpty();

        click("bob", T + 90_000, "1");
        click("ann", T, "1");
        assertThat(pipeline.values("users-late")).hasSize(1);
        assertThat(pipeline.values("users")).endsWith(row("bob", T + 60_000, 2, "2"));
    }

    @Test
    void shouldSendALateEventAsItCameToTheLateTopicOfThatGroupAlone() {
        click("bob", T + 100_000, "1");
        String late = json("ann", "\"shop\":\"s\",\"kind\":true", T);
        var headers = new RecordHeaders().add("trace", new byte[] {1, -1});
        pipeline.send("clicks", new TestRecord<>("ann".getBytes(UTF_8), late.getBytes(UTF_8), headers, 77L));

        var letter = pipeline.read("users-late").get(0);
        assertThat(letter.key()).isEqualTo("ann".getBytes(UTF_8));
        assertThat(letter.value()).isEqualTo(late.getBytes(UTF_8));
        assertThat(letter.timestamp()).isEqualTo(77L);
        assertThat(letter.headers().toArray()[0]).isEqualTo(headers.toArray()[0]);
        assertThat(letter.headers().lastHeader("__streams.errors.offset").value())
                .isEqualTo("1".getBytes(UTF_8));
        assertThat(pipeline.values("shops")).hasSize(1);
        assertThat(pipeline.values("shops-late")).isEmpty();
        assertThat(pipeline.counted(PipelineMetrics.LATE, "group", "users")).isEqualTo(1);
    }

    @Test
    void shouldCountTheEventsOfAGroupAndTellHowOldTheyAreInItsRows() {
        click("ann", T, "1");
        click("ann", T + 1000, "1");
        click("bob", T + 100_000, "1");
        click("ann", T, "1");

        assertThat(pipeline.counted(PipelineMetrics.COUNTED, "group", "users")).isEqualTo(3);
        assertThat(pipeline.counted(PipelineMetrics.LATE, "group", "users")).isEqualTo(1);
        var latency = pipeline.timer("penstock.row.latency", "group", "users");
        assertThat(latency.count()).isEqualTo(3);
        assertThat(latency.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(600_000 + 599_000 + 500_000);
    }

    @Test
    void shouldTakeAnEventFromTheFutureForAFreshOne() {
        click("ann", TestPipeline.NOW.toEpochMilli() + 1000, "1");

        var latency = pipeline.timer("penstock.row.latency", "group", "users");
        assertThat(latency.count()).isEqualTo(1);
        assertThat(latency.totalTime(TimeUnit.MILLISECONDS)).isZero();
    }

    @Test
    void shouldSkipAndCountARecordWithoutAValue() {
        pipeline.send("clicks", new TestRecord<>("ann".getBytes(UTF_8), (byte[]) null));
        click("ann", T, "1");

        assertThat(pipeline.values("users")).containsExactly(row("ann", T, 1, "1"));
        assertThat(pipeline.read("clicks-dlq")).isEmpty();
        assertThat(pipeline.counted(PipelineMetrics.EMPTY, "source", "clicks")).isEqualTo(1);
        assertThat(pipeline.counted(PipelineMetrics.EVENTS, "source", "clicks")).isEqualTo(2);
    }

    @Test
    void shouldNotLetABadEventCloseAWindow() {
        pipeline.send("clicks", "bob", "{\"user\":[\"bob\"],\"at\":" + (T + 500_000) + "}");
        pipeline.send("clicks", "bob", json("ann", "\"amount\":1", T + 500_000));
        click("ann", T, "1");

        assertThat(pipeline.read("clicks-dlq")).hasSize(2);
        assertThat(pipeline.values("users-late")).isEmpty();
        assertThat(pipeline.values("users")).containsExactly(row("ann", T, 1, "1"));
    }

    private void click(String user, long time, String amount) {
        send(user, "\"amount\":" + amount, time);
    }

    private void send(String user, String fields, long time) {
        pipeline.send("clicks", user, json(user, fields, time));
    }

    private static String json(String user, String fields, long time) {
        return "{\"user\":\"%s\",\"at\":%d,%s}".formatted(user, time, fields);
    }

    private static String row(String user, long windowStart, int events, String spend) {
        return "{\"user\":\"%s\",\"window_start\":%d,\"window_end\":%d,\"events\":%d,\"spend\":%s}"
                .formatted(user, windowStart, windowStart + 60_000, events, spend);
    }
}
