// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topics;

import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.client.KafkaAdmin;
import dev.penstock.streams.client.KafkaFailure;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.topics.TopicCreator.Outcome;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TopicCreatorTest {

    private static LocalKafka kafka;
    private static KafkaAdmin admin;

    @BeforeAll
    static void start() {
        kafka = LocalKafka.start();
        admin = admin(kafka.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        admin.close();
        kafka.close();
    }

    @Test
    void shouldCreateWhatIsMissingAndLeaveTheRestAlone() {
        kafka.createTopic("mixed", 2);
        var topics = topics("mixed");

        var first = create(topics, new TopicSettings(3, 1, Map.of()));
        var second = create(topics, new TopicSettings(5, 1, Map.of()));

        assertThat(first)
                .extracting(TopicCreatorTest::print)
                .containsExactly(
                        "mixed there 2",
                        "mixed-dlq created 2",
                        "mixed-stream created 3",
                        "mixed-rows created 3",
                        "mixed-rows-late created 3");
        assertThat(second)
                .extracting(TopicCreatorTest::print)
                .containsExactly(
                        "mixed there 2",
                        "mixed-dlq there 2",
                        "mixed-stream there 3",
                        "mixed-rows there 3",
                        "mixed-rows-late there 3");
    }

    @Test
    void shouldPreferTheUsersConfigsToThoseOfTheRole() throws Exception {
        create(topics("configured"), new TopicSettings(1, 1, Map.of("retention.ms", "1000", "segment.ms", "500")));

        assertThat(config("configured-dlq", "retention.ms")).isEqualTo("1000");
        assertThat(config("configured", "segment.ms")).isEqualTo("500");
        assertThat(Integer.parseInt(config("configured-dlq", "max.message.bytes")))
                .isGreaterThan(2 << 20);
    }

    @RepeatedTest(5)
    void shouldLetSeveralInstancesStartAtOnce(RepetitionInfo repetition) {
        int instances = 4;
        var topics = topics("raced" + repetition.getCurrentRepetition());
        var start = new CyclicBarrier(instances);
        var threads = Executors.newFixedThreadPool(instances);
        try {
            var runs = Stream.generate(() -> CompletableFuture.supplyAsync(() -> createAt(start, topics), threads))
                    .limit(instances)
                    .toList();

            var outcomes = runs.stream().map(CompletableFuture::join).toList();

            assertThat(outcomes)
                    .allSatisfy(run -> assertThat(run)
                            .hasSize(5)
                            .allSatisfy(topic -> assertThat(topic.partitions()).isEqualTo(2)));
            assertThat(outcomes.stream().flatMap(List::stream).filter(Outcome::created))
                    .hasSize(5);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Outcome> createAt(CyclicBarrier start, List<PipelineTopic> topics) {
        try (var own = admin(kafka.bootstrapServers())) {
            own.partitions(List.of("connected"));
            start.await();
            return new TopicCreator(own, new TopicSettings(2, 1, Map.of())).create(topics);
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldTellOnceWhyTopicsAreRefused() {
        assertThatExceptionOfType(KafkaFailure.class)
                .isThrownBy(() -> create(topics("replicated"), new TopicSettings(1, 3, Map.of())))
                .satisfies(failure -> assertThat(failure.getMessage())
                        .startsWith("cannot create at " + kafka.bootstrapServers()
                                + ": replicated, replicated-dlq, replicated-rows, replicated-rows-late, "
                                + "replicated-stream: ")
                        .containsOnlyOnce("replication factor")
                        .hasLineCount(1));
    }

    @Test
    void shouldNameAllMissingTopicsAndTheCommandThatCreatesThem() {
        kafka.createTopic("partly", 1);
        kafka.createTopic("partly-rows", 1);

        assertThatExceptionOfType(KafkaFailure.class)
                .isThrownBy(() -> MissingTopics.refuse(admin, topics("partly"), Path.of("a.yaml")))
                .withMessage(
                        "3 topics are missing at %s: partly-dlq, partly-stream, partly-rows-late; create with: "
                                + "./penstock topics --pipeline a.yaml --bootstrap-server %s",
                        kafka.bootstrapServers(), kafka.bootstrapServers());
    }

    @Test
    void shouldRefuseNothingWhenAllTopicsAreThere() {
        create(topics("complete"), new TopicSettings(1, 1, Map.of()));

        MissingTopics.refuse(admin, topics("complete"), Path.of("a.yaml"));
    }

    @Test
    void shouldNameTheAddressWhereNoBrokerAnswers() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (var nobody = admin("localhost:" + port)) {
            assertThatExceptionOfType(KafkaFailure.class)
                    .isThrownBy(() -> new TopicCreator(nobody, new TopicSettings(1, 1, Map.of())).create(topics("x")))
                    .withMessage("no Kafka broker answers at localhost:%d (waited 3s): Connection refused", port);
        }
    }

    private static KafkaAdmin admin(String servers) {
        return new KafkaAdmin(
                new KafkaSettings(Map.of("bootstrap.servers", servers, "default.api.timeout.ms", "3000")));
    }

    private static List<Outcome> create(List<PipelineTopic> topics, TopicSettings settings) {
        return new TopicCreator(admin, settings).create(topics);
    }

    private static List<PipelineTopic> topics(String source) {
        return PipelineTopics.of(PipelineReader.read("test.yaml", """
                sources:
                  clicks: {topic: SOURCE, partitioned_by: user, timestamp: {field: at, unit: millis}}
                streams:
                  humans: {from: clicks, where: {bot: false}, to: SOURCE-stream}
                features:
                  activity: {from: clicks, key: user, window: 1m, to: SOURCE-rows, columns: {n: {count: events}}}
                """.replace("SOURCE", source)));
    }

    private static String print(Outcome outcome) {
        return outcome.topic().name() + (outcome.created() ? " created " : " there ") + outcome.partitions();
    }

    private static String config(String topic, String name) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (var kafkas = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            return kafkas.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get(name)
                    .value();
        }
    }
}
