// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.senders;

import dev.penstock.event.pipeline.PipelineReader;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.app.ClickPipeline;
import dev.penstock.streams.app.StreamsApp;
import dev.penstock.streams.geo.IanaRegions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.zip.CRC32;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What an instance makes of senders that are set up wrongly. */
class SendersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 2;

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
    @CsvSource({"micro-batch, classic", "micro-batch, streams", "per-event, classic"})
    void shouldCountWhatCorrectClocksSendBesideAFastOneAndSeeKeysThatAreSplit(String engine, String protocol) {
        var clicks = new ClickPipeline("senders-" + engine + "-" + protocol, kafka.bootstrapServers());
        clicks.createTopics();
        var registry = new SimpleMeterRegistry();
        var pipeline = PipelineReader.read("senders.yaml", clicks.yaml(engine, "{n: {count: events}}"));
        var settings = clicks.settings(folder, Map.of("group.protocol", protocol));
        try (var app = new StreamsApp(pipeline, settings, new IanaRegions(), registry)) {
            app.know(Map.of(clicks.name(), PARTITIONS));
            app.start();
            send(clicks.name());

            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(counter(registry, "penstock.events.counted", "group", "user_clicks"))
                        .isEqualTo(81);
                assertThat(counter(registry, "penstock.events.late", "group", "user_clicks"))
                        .isZero();
            });
            assertThat(counter(registry, "penstock.events.ahead", "source", "clicks"))
                    .isEqualTo(1);
            assertThat(counter(registry, "penstock.records.partitioned", "partitioner", "crc32"))
                    .isPositive();
            assertThat(counter(registry, "penstock.records.partitioned", "partitioner", "other"))
                    .isZero();
            assertThat(registry.get("penstock.partitioners.mixed").gauge().value())
                    .isEqualTo(1);
        }
    }

    /** As a Java client does, then one event of a clock that is fast, then as librdkafka does unless it is told otherwise. */
    private static void send(String topic) {
        Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < 40; i++) {
                String user = "user" + i % 10;
                producer.send(new ProducerRecord<>(topic, user, event(user, 0)));
            }
            producer.send(new ProducerRecord<>(topic, 0, "cet", event("cet", 1_200_000)));
            for (int i = 0; i < 40; i++) {
                String user = "user" + i % 10;
                producer.send(new ProducerRecord<>(topic, crc32(user), user, event(user, 0)));
            }
        }
    }

    private static String event(String user, long lead) {
        return "{\"user\":\"%s\",\"at\":%d}".formatted(user, System.currentTimeMillis() + lead);
    }

    private static int crc32(String key) {
        var sum = new CRC32();
        sum.update(key.getBytes(UTF_8));
        return (int) (sum.getValue() % PARTITIONS);
    }

    private static double counter(SimpleMeterRegistry registry, String name, String tag, String value) {
        return registry.get(name).tag(tag, value).counter().count();
    }
}
