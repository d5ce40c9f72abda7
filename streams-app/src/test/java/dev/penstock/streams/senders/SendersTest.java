// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.senders;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.app.ClickPipeline;
import dev.penstock.streams.app.StreamsApp;
import dev.penstock.streams.geo.IanaRegions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

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

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.penstock.streams.source.ClockSkewFilter");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
    }

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
            assertThat(log.list)
                    .singleElement()
                    .satisfies(line -> assertThat(line.getFormattedMessage())
                            .contains(clicks.name() + "-0@", "ahead of the clock")
                            .endsWith("events like it so far: 1"));
            assertThat(counter(registry, "penstock.records.partitioned", "partitioner", "crc32"))
                    .isPositive();
            assertThat(counter(registry, "penstock.records.partitioned", "partitioner", "other"))
                    .isZero();
            assertThat(registry.get("penstock.partitioners.mixed").gauge().value())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "partitioned_by: user, key_format: any, "})
    void shouldSayNothingOfKeysThatNobodyLooksAt(String key) {
        var clicks = new ClickPipeline("unwatched-" + key.length(), kafka.bootstrapServers());
        clicks.createTopics();
        var registry = new SimpleMeterRegistry();
        String yaml = clicks.yaml("micro-batch", "{n: {count: events}}").replace("partitioned_by: user, ", key);
        var pipeline = PipelineReader.read("unwatched.yaml", yaml);
        try (var app = new StreamsApp(pipeline, clicks.settings(folder, Map.of()), new IanaRegions(), registry)) {
            app.know(Map.of(clicks.name(), PARTITIONS));
            app.start();
            send(clicks.name());

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(counter(registry, "penstock.events.counted", "group", "user_clicks"))
                                    .isEqualTo(81));
            assertThat(registry.find("penstock.partitioners.mixed").gauge()).isNull();
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
