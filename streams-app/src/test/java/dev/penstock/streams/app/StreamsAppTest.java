// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.app;

import dev.penstock.cli.support.CommandException;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.client.InputLags.Lag;
import dev.penstock.streams.geo.IanaRegions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class StreamsAppTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static LocalKafka kafka;

    @TempDir
    Path folder;

    @BeforeAll
    static void startKafka() {
        kafka = LocalKafka.start();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void shouldRunWithEitherGroupProtocolAndGoOnWhereItStopped(String protocol) {
        var clicks = pipeline("protocol-" + protocol);

        try (var app = start(clicks, clicks.read(), Map.of("group.protocol", protocol))) {
            clicks.click("ann", 100);
            clicks.awaitRow("ann", 100);
            await().atMost(PATIENCE).until(() -> app.state() == State.RUNNING);
            assertThat(app.stop(PATIENCE)).isTrue();
            assertThat(app.state()).isEqualTo(State.NOT_RUNNING);
        }
        try (var app = start(clicks, clicks.read(), Map.of("group.protocol", protocol))) {
            clicks.click("ann", 5);
            clicks.awaitRow("ann", 105);
            assertThat(app.progress().events()).isEqualTo(5);
        }
    }

    @Test
    void shouldTellWhatItHasDone() {
        var clicks = pipeline("progress");

        // With one row for each event, however the commits fall.
        try (var app = start(clicks, read(clicks.yaml("per-event", "{n: {count: events}}")), Map.of())) {
            clicks.click("ann", 10);
            clicks.sendGarbage("no JSON");
            clicks.sendGarbage("[]");

            var all = new RunningPipeline(12, 10, 0, Map.of("not_json", 1L, "not_an_object", 1L), new Lag(true, 0, 0));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(app.progress()).isEqualTo(all));
            await().atMost(PATIENCE).until(app::isCommitted);
        }
    }

    @Test
    void shouldKeepASessionOverARestart() {
        var clicks = pipeline("sessions");
        String topic = clicks.topic("visits");
        Pipeline pipeline = read(clicks.yaml("micro-batch", "{n: {count: events}}") + """
                streams:
                  visits: {from: clicks, enrich: {session: {gap: 30m}}, to: %s}
                """.formatted(topic));

        try (var app = start(clicks, pipeline, Map.of())) {
            clicks.click("ann", 2);
            clicks.awaitRow("ann", 2);
            assertThat(app.stop(PATIENCE)).isTrue();
        }
        try (var app = start(clicks, pipeline, Map.of())) {
            clicks.click("ann", 1);
            clicks.awaitRow("ann", 3);
            assertThat(app.stop(PATIENCE)).isTrue();
        }

        var visits = clicks.values(topic);
        assertThat(visits).hasSize(3);
        assertThat(visits)
                .extracting(visit -> visit.at("/session/id").asText())
                .containsOnly(visits.get(0).at("/session/id").asText());
        assertThat(visits)
                .extracting(visit -> visit.at("/session/start").asText())
                .containsOnly(visits.get(0).at("/session/start").asText());
        assertThat(visits)
                .extracting(visit -> visit.at("/session/index").asInt())
                .containsExactly(1, 2, 3);
    }

    @Test
    void shouldWriteAnEventWithoutWaitingForTheCommit() {
        var clicks = pipeline("at-once");
        String topic = clicks.topic("visits");
        Pipeline pipeline = read(clicks.yaml("micro-batch", "{n: {count: events}}") + """
                streams:
                  visits: {from: clicks, to: %s}
                """.formatted(topic));

        Map<String, String> lateCommits =
                Map.of("processing.guarantee", "at_least_once", "commit.interval.ms", "3600000");
        try (var app = start(clicks, pipeline, lateCommits)) {
            clicks.click("ann", 1);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(clicks.values(topic)).hasSize(1));
            // A thread of Kafka Streams commits in its first round, whatever the interval, and in none after that.
            clicks.click("ann", 2);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(clicks.values(topic)).hasSize(3));
            assertThat(app.progress().events()).isEqualTo(3);
            assertThat(app.isCommitted()).isFalse();
        }
    }

    @Test
    void shouldRefuseAStateFolderThatIsTaken() {
        var clicks = pipeline("taken");

        try (var first = start(clicks, clicks.read(), Map.of())) {
            assertThat(first.state()).isNotEqualTo(State.ERROR);
            assertThatThrownBy(() -> start(clicks, clicks.read(), Map.of()))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContainingAll("another instance of penstock-taken", folder.toString(), "--state-dir");
        }
    }

    /** Whether or not an event meets what it has. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "micro-batch | columns: {n: | columns: {m:",
                "micro-batch | key: user | key: page",
                "micro-batch | window: 1m | window: 5m",
                "micro-batch | window: 1m | retention: 48h, window: 1m",
                "micro-batch | window: 1m | emit: final, window: 1m",
                "per-event | columns: {n: | columns: {m:",
                "per-event | window: 1m | window: 5m"
            })
    void shouldEndAndSayWhyIfItsStateIsOfAnotherGroup(String engine, String before, String after) throws Exception {
        assertThatStateIsRefused(engine, yaml -> yaml.replace(before, after));
    }

    @Test
    void shouldEndAndSayWhyIfItsStateIsOfAGroupThatReadSomethingElse() throws Exception {
        assertThatStateIsRefused(
                "micro-batch",
                yaml -> yaml.replace("from: clicks", "from: visits") + "streams: {visits: {from: clicks, to: visits}}");
    }

    private void assertThatStateIsRefused(String engine, UnaryOperator<String> change) throws Exception {
        var clicks = pipeline("other-" + UUID.randomUUID());
        String yaml = clicks.yaml(engine, "{n: {count: events}}");
        try (var app = start(clicks, read(yaml), Map.of())) {
            clicks.click("ann", 3);
            clicks.awaitRow("ann", 3);
            assertThat(app.stop(PATIENCE)).isTrue();
        }

        try (var app = start(clicks, read(change.apply(yaml)), Map.of())) {
            assertThat(failure(app))
                    .contains(
                            "the state of an earlier pipeline",
                            "--application-id",
                            "the from, key, key_type, window, rolling, offset, zone, retention, emit or columns of group 'user_clicks' changed");
        }
    }

    @Test
    void shouldEndAtOnceWhenASourceHasOtherPartitionsThanBefore() throws Exception {
        var clicks = pipeline("resized");
        try (var app = start(clicks, clicks.read(), Map.of())) {
            clicks.click("ann", 3);
            clicks.awaitRow("ann", 3);
            assertThat(app.stop(PATIENCE)).isTrue();
        }
        clicks.addPartition();

        try (var app = start(clicks, clicks.read(), Map.of())) {
            assertThat(failure(app))
                    .startsWith("a source topic has 3 partitions now, and ")
                    .contains("user_clicks-changelog has 2: ", "another --application-id");
        }
    }

    @Test
    void shouldRefuseToWriteAmongItsOwnRecords() {
        var clicks = pipeline("own");
        Pipeline pipeline = read(clicks.yaml().replace("own-rows", "app-own-user_clicks-changelog"));

        assertThatThrownBy(() -> start(clicks, pipeline, Map.of("application.id", "app-own")))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("the topic 'app-own-user_clicks-changelog' (features) has a name as ");
    }

    @Test
    void shouldEndAndNameATransactionTimeoutThatTheBrokerRefuses() throws Exception {
        var clicks = pipeline("timeout");

        try (var app = start(clicks, clicks.read(), Map.of("producer.transaction.timeout.ms", "900001"))) {
            assertThat(failure(app))
                    .startsWith("wrong setting: producer.transaction.timeout.ms: ")
                    .doesNotContain("\n");
        }
    }

    @Test
    void shouldEndAndNameTheTopicThatIsGone() throws Exception {
        var clicks = pipeline("gone");

        try (var app = start(clicks, clicks.read(), Map.of("metadata.max.age.ms", "1000"))) {
            await().atMost(PATIENCE).until(() -> app.state() == State.RUNNING);
            try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                admin.deleteTopics(List.of("gone")).all().get();
            }

            assertThat(failure(app)).contains("gone");
        }
    }

    private static Pipeline read(String yaml) {
        return PipelineReader.read("test.yaml", yaml);
    }

    private static String failure(StreamsApp app) throws Exception {
        return app.failure()
                .toCompletableFuture()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .getMessage();
    }

    private static ClickPipeline pipeline(String name) {
        var clicks = new ClickPipeline(name, kafka.bootstrapServers());
        clicks.createTopics();
        return clicks;
    }

    private StreamsApp start(ClickPipeline clicks, Pipeline pipeline, Map<String, String> more) {
        var app = new StreamsApp(pipeline, clicks.settings(folder, more), new IanaRegions(), new SimpleMeterRegistry());
        app.start();
        return app;
    }
}
