// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.app;

import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.client.InputLags.Lag;
import dev.penstock.streams.command.MainProcess;
import dev.penstock.streams.geo.GeoResolver;
import dev.penstock.streams.geo.IanaRegions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LagTest {

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
    void shouldTellTheLagThatKafkaTellsAlsoOfRecordsThatWereFetched(String protocol) throws Exception {
        var clicks = clicks("behind-" + protocol);
        clicks.topic("visits");
        var events = new HeldEvents();
        try (var app = start(clicks, protocol, events)) {
            clicks.click("ann", 10);
            events.await();
            // All of it fits into one fetch, which the consumer has soon.
            clicks.click("ann", 3_000);
            clicks.click("bob", 2_000);

            long kafkas = kafkasLag(clicks);
            assertThat(kafkas).isEqualTo(5_010);
            await().atMost(PATIENCE).until(() -> app.progress().lag().equals(new Lag(true, kafkas, kafkas)));

            events.release();
            await().atMost(PATIENCE).until(() -> app.progress().lag().equals(new Lag(true, 0, 0)));
            assertThat(kafkasLag(clicks)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void shouldTellTheLagOfPartitionsThatNobodyReads(String protocol) throws Exception {
        var clicks = clicks("killed-" + protocol);
        try (var victim = MainProcess.start(
                        folder,
                        Map.of("KAFKA_GROUP_PROTOCOL", protocol),
                        "--pipeline",
                        clicks.write(folder).toString(),
                        "--bootstrap-server",
                        clicks.servers(),
                        "--application-id",
                        "penstock-" + clicks.name(),
                        "--threads",
                        "1");
                var app = start(clicks, protocol, new IanaRegions())) {
            victim.awaitErr("running with 1 task");
            await().atMost(PATIENCE).until(() -> app.state() == State.RUNNING);
            victim.kill();
            for (int user = 0; user < 20; user++) {
                clicks.click("user-" + user, 100);
            }

            await().atMost(PATIENCE).untilAsserted(() -> {
                Lag lag = app.progress().lag();
                assertThat(lag.known()).isTrue();
                assertThat(lag.own()).isZero();
                assertThat(lag.all()).isPositive().isEqualTo(kafkasLag(clicks));
            });
        }
    }

    private ClickPipeline clicks(String name) {
        var clicks = new ClickPipeline(name, kafka.bootstrapServers());
        clicks.createTopics();
        return clicks;
    }

    private StreamsApp start(ClickPipeline clicks, String protocol, GeoResolver geo) {
        var pipeline = geo instanceof HeldEvents ? HeldEvents.pipeline(clicks) : clicks.read();
        var settings = clicks.settings(folder.resolve("state"), Map.of("group.protocol", protocol));
        var app = new StreamsApp(pipeline, settings, geo, new SimpleMeterRegistry());
        app.start();
        return app;
    }

    /** As {@code kafka-consumer-groups.sh} counts it. */
    private static long kafkasLag(ClickPipeline clicks) throws Exception {
        var partitions = Map.of(
                new TopicPartition(clicks.name(), 0), OffsetSpec.latest(),
                new TopicPartition(clicks.name(), 1), OffsetSpec.latest());
        try (var admin = Admin.create(Map.of("bootstrap.servers", clicks.servers()))) {
            return admin.listOffsets(partitions).all().get().values().stream()
                            .mapToLong(end -> end.offset())
                            .sum()
                    - clicks.committed("penstock-" + clicks.name());
        }
    }
}
