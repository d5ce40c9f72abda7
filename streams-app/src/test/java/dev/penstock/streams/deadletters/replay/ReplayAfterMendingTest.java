// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters.replay;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.app.ClickPipeline;
import dev.penstock.streams.app.StreamsApp;
import dev.penstock.streams.client.KafkaFailure;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.deadletters.Letter;
import dev.penstock.streams.deadletters.replay.LetterReplay.LeftOut;
import dev.penstock.streams.geo.IanaRegions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** A pipeline file reads the time from the wrong field, so every event is a dead letter; then it is mended. */
class ReplayAfterMendingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CLICKS = 5;

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
    void shouldLeaveOutWhatAnApplicationWithANewIdReadsItself(String protocol) {
        var clicks = setAside("anew-" + protocol, protocol);

        try (var mended = start(clicks, clicks.read(), "mended-" + protocol, protocol)) {
            clicks.awaitRow("ann", CLICKS);
            var replay = replay(clicks, ReplayTarget.RUNNING);

            assertThat(replay.summary().sent()).isEmpty();
            assertThat(replay.summary().leftOut())
                    .containsExactly(
                            Map.entry(new LeftOut(id(clicks), clicks.name(), "mended-" + protocol), (long) CLICKS));
            clicks.click("ann", 1);
            clicks.awaitRow("ann", CLICKS + 1);
            assertThat(mended.stop(PATIENCE)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void shouldSendBackToTheApplicationThatSetThemAside(String protocol) {
        var clicks = setAside("same-" + protocol, protocol);

        try (var mended = start(clicks, clicks.read(), id(clicks), protocol)) {
            await().atMost(PATIENCE).until(() -> mended.progress().lag().known());
            var summary = replay(clicks, ReplayTarget.RUNNING).summary();

            assertThat(summary.sent().values()).containsExactly((long) CLICKS);
            assertThat(summary.leftOut()).isEmpty();
            assertThat(summary.alsoReadBy()).isEmpty();
            assertThat(summary.unread()).isEmpty();
            clicks.awaitRow("ann", CLICKS);
            assertThat(mended.stop(PATIENCE)).isTrue();
        }
    }

    @Test
    void shouldTellThatNobodyReadsWhatIsSentBack() {
        var clicks = setAside("unread", "classic");
        var forNext = new ReplayTarget(Optional.of("next"), false);

        var rehearsal = new LetterReplay(settings(), "unread-dlq", LetterFilter.ALL, forNext, new Silent());
        rehearsal.rehearse();
        assertThat(rehearsal.summary().leftOut())
                .containsExactly(Map.entry(new LeftOut(id(clicks), "unread", "next"), (long) CLICKS));

        var summary = replay(clicks, ReplayTarget.RUNNING).summary();
        assertThat(summary.sent().values()).containsExactly((long) CLICKS);
        assertThat(summary.unread()).containsExactly("unread");
    }

    @Test
    void shouldAskWhereItCannotKnow() throws Exception {
        var clicks = setAside("deleted", "classic");
        try (var mended = start(clicks, clicks.read(), "mended", "classic")) {
            clicks.awaitRow("ann", CLICKS);
            assertThat(mended.stop(PATIENCE)).isTrue();
        }
        assertThatExceptionOfType(KafkaFailure.class)
                .describedAs("of both, none runs")
                .isThrownBy(() -> replay(clicks, ReplayTarget.RUNNING))
                .withMessageContaining("penstock-deleted set it aside, and mended may have read it at deleted-");
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            var all = RecordsToDelete.beforeOffset(-1);
            admin.deleteRecords(Map.of(new TopicPartition("deleted", 0), all, new TopicPartition("deleted", 1), all))
                    .all()
                    .get();
        }

        assertThatExceptionOfType(KafkaFailure.class)
                .isThrownBy(() -> replay(clicks, new ReplayTarget(Optional.of("mended"), false)))
                .withMessageContaining("penstock-deleted set it aside, and mended may have read it at deleted-")
                .withMessageContaining("--all");
        var sent = replay(clicks, new ReplayTarget(Optional.of("mended"), true))
                .summary()
                .sent();
        assertThat(sent.values()).containsExactly((long) CLICKS);
    }

    /** Runs the wrong pipeline until all clicks are dead letters. */
    private ClickPipeline setAside(String name, String protocol) {
        var clicks = new ClickPipeline(name, kafka.bootstrapServers());
        clicks.createTopics();
        var wrong = PipelineReader.read("test.yaml", clicks.yaml().replace("field: at", "field: time"));
        try (var app = start(clicks, wrong, id(clicks), protocol)) {
            clicks.click("ann", CLICKS);
            await().atMost(PATIENCE).until(() -> letters(name + "-dlq") == CLICKS);
            assertThat(app.stop(PATIENCE)).isTrue();
        }
        return clicks;
    }

    private static long letters(String topic) {
        var counts = LetterList.show(settings(), topic, LetterFilter.ALL, letter -> {});
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static LetterReplay replay(ClickPipeline clicks, ReplayTarget target) {
        var replay = new LetterReplay(settings(), clicks.name() + "-dlq", LetterFilter.ALL, target, new Silent());
        replay.run();
        return replay;
    }

    private StreamsApp start(ClickPipeline clicks, Pipeline pipeline, String id, String protocol) {
        var more = Map.of("application.id", id, "group.protocol", protocol);
        var settings = clicks.settings(folder.resolve(id), more);
        var app = new StreamsApp(pipeline, settings, new IanaRegions(), new SimpleMeterRegistry());
        app.start();
        return app;
    }

    private static String id(ClickPipeline clicks) {
        return "penstock-" + clicks.name();
    }

    private static KafkaSettings settings() {
        return new KafkaSettings(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private static final class Silent implements LetterReplay.Watcher {
        @Override
        public void sent(Letter letter) {}

        @Override
        public void withoutOrigin(Letter letter) {}
    }
}
