// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.group;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.penstock.cli.support.CommandException;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.app.StreamsApp;
import dev.penstock.streams.app.StreamsSettings;
import dev.penstock.streams.client.KafkaAdmin;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.geo.IanaRegions;
import dev.penstock.streams.topics.PipelineTopics;
import dev.penstock.streams.topics.TopicCreator;
import dev.penstock.streams.topics.TopicSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams.State;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/** On a real broker, with both group protocols: two pipelines don't share an application id. */
class OnePipelinePerGroupTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int EVENTS = 20;

    private static LocalKafka kafka;

    @TempDir
    Path folder;

    private final List<StartCheck> checks = new CopyOnWriteArrayList<>();
    private final String group = "one-" + UUID.randomUUID();

    @BeforeAll
    static void startKafka() {
        kafka = LocalKafka.start();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @AfterEach
    void closeChecks() {
        checks.forEach(StartCheck::close);
    }

    @BeforeEach
    void createTopics() {
        createTopics(pipeline("a"));
        createTopics(pipeline("b"));
    }

    private static void createTopics(Pipeline pipeline) {
        try (var admin = new KafkaAdmin(kafkaSettings())) {
            new TopicCreator(admin, new TopicSettings(2, 1, Map.of())).create(PipelineTopics.of(pipeline));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void shouldRefuseAnotherPipelineWhileOneRuns(String protocol) {
        try (StreamsApp running = start("a", pipeline("a"), protocol)) {
            awaitMember(running);

            assertThatThrownBy(() -> check(protocol, pipeline("b")).awaitFittingMembers())
                    .isInstanceOf(CommandException.class)
                    .hasMessageMatching("an instance of " + group + " runs another pipeline \\(client " + group
                            + "-[0-9a-f]{15}-pipeline-[0-9a-f]{8}-StreamThread-1-consumer at 127.0.0.1\\);"
                            + " start this one with another --application-id, .*");
            assertThatCode(() -> check(protocol, rewritten("a")).awaitFittingMembers())
                    .doesNotThrowAnyException();
            feed("a");
            awaitEvents(running);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void shouldWaitForInstancesOfTheOldFileThatAreGoneInAMoment(String protocol) throws Exception {
        try (StreamsApp running = start("a", pipeline("a"), protocol)) {
            awaitMember(running);
            var log = new ListAppender<ILoggingEvent>();
            var logger = (Logger) LoggerFactory.getLogger(StartCheck.class);
            log.start();
            logger.addAppender(log);
            var waiting = CompletableFuture.runAsync(
                    () -> check(protocol, pipeline("b"), PATIENCE).awaitFittingMembers());
            await().atMost(PATIENCE).until(() -> !log.list.isEmpty());
            logger.detachAppender(log);
            running.stop(PATIENCE);

            waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Neither finds anybody before it joins. */
    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void shouldLetOneOfTwoRunThatStartAtTheSameMoment(String protocol) throws Exception {
        feed("a");
        feed("b");

        try (StreamsApp one = start("a", pipeline("a"), protocol);
                StreamsApp other = start("b", pipeline("b"), protocol)) {
            var refused = CompletableFuture.anyOf(
                    one.failure().toCompletableFuture(), other.failure().toCompletableFuture());
            assertThat((Throwable) refused.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .hasMessageContainingAll("another pipeline", "--application-id");
            boolean first = one.failure().toCompletableFuture().isDone();
            StreamsApp loser = first ? one : other;
            StreamsApp winner = first ? other : one;
            assertThat(loser.progress().events()).isZero();
            loser.stop(PATIENCE);

            awaitEvents(winner);
            assertThat(winner.failure().toCompletableFuture()).isNotDone();
        }
    }

    /** Kafka itself lets no group of the new protocol change its topology, not even one without members. */
    @Test
    void shouldTakeUpANewGroupByWayOfTheClassicProtocol() throws Exception {
        Pipeline more = PipelineReader.read(
                "more.yaml",
                yaml("a")
                        + "  more: {from: clicks, key: page, window: 1m, to: %s, columns: {n: {count: events}}}"
                                .formatted(topic("a-more")));
        createTopics(more);
        try (StreamsApp before = start("a", pipeline("a"), "streams")) {
            feed("a");
            awaitEvents(before);
            await().atMost(PATIENCE).until(before::isCommitted);
        }
        try (StreamsApp refused = start("a", more, "streams")) {
            assertThat(refused.failure().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .hasMessageContainingAll("--application-id", "once with group.protocol=classic");
        }
        try (StreamsApp classic = start("a", more, "classic")) {
            awaitMember(classic);
        }
        try (StreamsApp after = start("a", more, "streams")) {
            feed("a");
            awaitEvents(after);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void shouldRestartOneAfterTheOtherWithTheSamePipeline(String protocol) {
        try (StreamsApp first = start("a", pipeline("a"), protocol);
                StreamsApp second = start("other", rewritten("a"), protocol)) {
            await().atMost(PATIENCE).until(() -> first.state() == State.RUNNING && second.state() == State.RUNNING);
            first.stop(PATIENCE);
            check(protocol, pipeline("a")).awaitFittingMembers();
            try (StreamsApp again = start("a", pipeline("a"), protocol)) {
                feed("a");
                await().atMost(PATIENCE)
                        .until(() ->
                                again.progress().events() + second.progress().events() == EVENTS);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"classic, streams", "streams, classic"})
    void shouldRefuseTheOtherGroupProtocolWhileOneRuns(String protocol, String other) {
        try (StreamsApp running = start("a", pipeline("a"), protocol)) {
            awaitMember(running);

            assertThatThrownBy(() -> check(other, pipeline("a")).awaitFittingMembers())
                    .isInstanceOf(CommandException.class)
                    .hasMessageStartingWith("the instances of %s that run have group.protocol=%s, this one has %s ("
                            .formatted(group, protocol, other))
                    .hasMessageContaining("--application-id");
        }
    }

    @ParameterizedTest
    @CsvSource({"classic, classic", "consumer, streams"})
    void shouldRefuseAGroupOfOtherConsumers(String theirs, String protocol) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "group.id",
                group,
                "group.protocol",
                theirs,
                "client.id",
                "console-consumer");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic("a")));
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(100));
                return !consumer.assignment().isEmpty();
            });

            assertThatThrownBy(() -> check(protocol, pipeline("a")).awaitFittingMembers())
                    .isInstanceOf(CommandException.class)
                    .hasMessage(
                            "the group " + group + " has a member that is not Penstock's (client console-consumer at"
                                    + " 127.0.0.1); start with another --application-id");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void shouldRefuseTheStateOfAnotherSourceOrStream(String protocol) {
        try (StreamsApp running = start("a", pipeline("a"), protocol)) {
            feed("a");
            awaitEvents(running);
            await().atMost(PATIENCE).until(running::isCommitted);
            assertThat(running.stop(PATIENCE)).isTrue();
        }
        String yaml = yaml("a");

        assertThatCode(() -> checkOrigin(protocol, yaml)).doesNotThrowAnyException();
        assertThatCode(
                        () -> checkOrigin(
                                protocol,
                                yaml.replace("window: 1m", "window: 1m, grace: 1h")
                                        + "  more: {from: clicks, key: user, window: 1h, to: more, columns: {n: {count: events}}}"))
                .doesNotThrowAnyException();
        assertThatCode(() -> checkOrigin(protocol, yaml.replace(", dedup: {by: id, within: 1m}", "")))
                .doesNotThrowAnyException();
        assertThatOriginIsRefused(protocol, yaml.replace("within: 1m", "within: 2m"))
                .startsWith("dedup of the source 'clicks' is not what it was");
        assertThatOriginIsRefused(protocol, yaml.replace("topic: " + topic("a"), "topic: " + topic("b")))
                .startsWith(
                        "the source 'clicks' reads the topic %s now, and read %s before; the state of %s can't go on"
                                .formatted(topic("b"), topic("a"), group));
        assertThatOriginIsRefused(protocol, yaml.replace("partitioned_by: user", "partitioned_by: page"))
                .startsWith(
                        "partitioned_by, key_format or timestamp of the source 'clicks', or the engine, is not what it was");
        assertThatOriginIsRefused(protocol, yaml.replace("unit: millis", "unit: seconds"))
                .contains("source 'clicks'");
        assertThatOriginIsRefused(protocol, "engine: per-event\n" + yaml).contains("source 'clicks'");
        assertThatOriginIsRefused(protocol, yaml.replace("visits: {from: clicks", "visits: {from: others"))
                .startsWith("the stream 'visits' reads others now, and read something else before");
    }

    private AbstractStringAssert<?> assertThatOriginIsRefused(String protocol, String yaml) {
        var refused = catchThrowableOfType(CommandException.class, () -> checkOrigin(protocol, yaml));
        assertThat(refused).isNotNull();
        return assertThat(refused.getMessage()).contains("--application-id");
    }

    private void checkOrigin(String protocol, String yaml) {
        check(protocol, PipelineReader.read("test.yaml", yaml)).refuseStateOfOtherOrigin();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void shouldTellOfWhatRanUnderAnotherDefault(String protocol) {
        try (StreamsApp running = start("a", pipeline("a"), protocol)) {
            feed("a");
            awaitEvents(running);
            await().atMost(PATIENCE).until(running::isCommitted);
        }
        String now = group + "-0123abcd";
        var self = MemberName.of(now, pipeline("a"));

        try (var check = new StartCheck(
                kafkaSettings(), new Membership(now, type(protocol), self, Duration.ZERO), pipeline("a"))) {
            assertThatThrownBy(() -> check.refuseAnotherDefault(group::equals))
                    .isInstanceOf(CommandException.class)
                    .hasMessage(now + " would read everything from the start, and " + group + " has read " + topic("a")
                            + ": go on with the state of that by --application-id " + group
                            + ", or begin anew by --application-id " + now);
            assertThatCode(() -> check.refuseAnotherDefault("somebody-else"::equals))
                    .doesNotThrowAnyException();
        }
        assertThatCode(() -> check(protocol, pipeline("a")).refuseAnotherDefault(any -> true))
                .doesNotThrowAnyException();
    }

    private StreamsApp start(String state, Pipeline pipeline, String protocol) {
        Map<String, String> settings = new HashMap<>(StreamsSettings.defaults(group));
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        settings.put("state.dir", folder.resolve(state).toString());
        settings.put("num.stream.threads", "1");
        settings.put("group.protocol", protocol);
        var app = new StreamsApp(pipeline, StreamsSettings.of(settings), new IanaRegions(), new SimpleMeterRegistry());
        app.start();
        return app;
    }

    /** Of an instance that does not wait for the dead. */
    private StartCheck check(String protocol, Pipeline pipeline) {
        return check(protocol, pipeline, Duration.ZERO);
    }

    private StartCheck check(String protocol, Pipeline pipeline, Duration patience) {
        var membership = new Membership(group, type(protocol), MemberName.of(group, pipeline), patience);
        var check = new StartCheck(kafkaSettings(), membership, pipeline);
        checks.add(check);
        return check;
    }

    private static GroupType type(String protocol) {
        return GroupType.parse(protocol);
    }

    private static KafkaSettings kafkaSettings() {
        return new KafkaSettings(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private void awaitMember(StreamsApp app) {
        await().atMost(PATIENCE).until(() -> app.state() == State.RUNNING);
    }

    private void awaitEvents(StreamsApp app) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(app.progress().events()).isEqualTo(EVENTS));
    }

    private void feed(String team) {
        Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            IntStream.range(0, EVENTS)
                    .mapToObj(i -> new ProducerRecord<>(
                            topic(team), "k" + i, "{\"user\":\"k%d\",\"at\":%d}".formatted(i, 1_700_000_000_000L + i)))
                    .forEach(producer::send);
        }
    }

    private String topic(String team) {
        return group + "-" + team;
    }

    private Pipeline pipeline(String team) {
        return PipelineReader.read("pipeline.yaml", yaml(team));
    }

    private String yaml(String team) {
        return """
                sources:
                  clicks: {topic: %1$s, partitioned_by: user, timestamp: {field: at, unit: millis}, dedup: {by: id, within: 1m}}
                  others: {topic: %1$s-others, partitioned_by: user, timestamp: {field: at, unit: millis}}
                streams:
                  visits: {from: clicks, to: %1$s-visits}
                features:
                  users: {from: clicks, key: user, window: 1m, to: %1$s-rows, columns: {n: {count: events}}}
                """.formatted(topic(team));
    }

    /** The same in other words. */
    private Pipeline rewritten(String team) {
        return PipelineReader.read("other.yaml", "# the same\n" + yaml(team).replace("window: 1m", "window: 60s"));
    }
}
