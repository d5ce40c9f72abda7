// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.app.ClickPipeline;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What only a process of its own shows. */
class MainTest {

    private static final ObjectMapper JSON = new ObjectMapper();

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

    @Test
    void shouldCommitAndExitWithZeroWhenTerminated() throws Exception {
        var clicks = new ClickPipeline("terminated", kafka.bootstrapServers());
        String file = clicks.write(folder).toString();

        try (var main = start("--pipeline", file, "--create-topics", "--partitions", "2", "--threads", "1")) {
            main.awaitErr("running with 2 tasks");
            clicks.click("ann", 1_000);
            clicks.awaitRow("ann", 1_000);
            main.terminate();

            assertThat(main.exitCode()).isZero();
            assertThat(main.err())
                    .contains("created terminated, terminated-dlq, terminated-rows, terminated-rows-late")
                    .contains("starting application " + clicks.applicationId())
                    .endsWith(" INFO  StreamsApp: stopped\n")
                    .doesNotContain(" ERROR ");
        }
        assertThat(clicks.committed(clicks.applicationId())).isEqualTo(1_000);
        assertThat(folder.resolve("penstock-state").resolve(clicks.applicationId()))
                .isDirectory();
    }

    /** Of the two partitions only one ever has a click. */
    @ParameterizedTest
    @ValueSource(strings = {"micro-batch", "per-event"})
    void shouldKeepItsStateOverARestartAlsoWhereItIsEmpty(String engine) throws Exception {
        var clicks = new ClickPipeline("kept-" + engine, kafka.bootstrapServers());
        clicks.createTopics();
        Path file = clicks.write(folder);
        Files.writeString(file, clicks.yaml(engine, "{n: {count: events}}"));
        try (var main = start("--pipeline", file.toString())) {
            main.awaitErr("running with 2 tasks");
            clicks.click("ann", 10);
            clicks.awaitRow("ann", 10);
            main.terminate();
            assertThat(main.exitCode()).isZero();
        }
        // What becomes of them becomes of the state beside them.
        Path state = folder.resolve("penstock-state").resolve(clicks.applicationId());
        List<Path> witnesses = List.of(state.resolve("0_0/witness"), state.resolve("0_1/witness"));
        for (Path witness : witnesses) {
            Files.writeString(witness, "here before");
        }

        try (var main = start("--pipeline", file.toString())) {
            main.awaitErr("running with 2 tasks");
            clicks.click("ann", 1);
            clicks.awaitRow("ann", 11);

            assertThat(witnesses).allSatisfy(witness -> assertThat(witness).exists());
        }
    }

    /** Each of 15 MB: an instance that a supervisor starts again and again would fill the disk. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldLeaveNoCopiesOfNativeLibrariesBehind() throws Exception {
        var clicks = new ClickPipeline("copies", kafka.bootstrapServers());
        clicks.createTopics();
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        var environment = Map.of(
                "PENSTOCK_PIPELINE",
                clicks.write(folder).toString(),
                "JAVA_TOOL_OPTIONS",
                "-Djava.io.tmpdir=" + temporary);

        try (var main = MainProcess.start(folder, withKafka(environment))) {
            main.awaitErr("running with 2 tasks");
            clicks.click("ann", 1);
            clicks.awaitRow("ann", 1);
            assertThat(temporary).isDirectoryNotContaining("glob:**librocksdb*");
            main.terminate();

            assertThat(main.exitCode()).isZero();
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void shouldWriteEveryLogLineAsJsonIfAsked() throws Exception {
        var clicks = new ClickPipeline("json", kafka.bootstrapServers());
        clicks.createTopics();
        var environment = Map.of("PENSTOCK_PIPELINE", clicks.write(folder).toString(), "PENSTOCK_LOG", "json");

        try (var main = MainProcess.start(folder, withKafka(environment))) {
            main.awaitErr("\"running with 2 tasks\"");
            main.terminate();

            assertThat(main.exitCode()).isZero();
            assertThat(messages(main.err()))
                    .anyMatch(message -> message.startsWith("starting application penstock-json-"))
                    .containsSubsequence("rebalancing", "running with 2 tasks", "stopping", "stopped");
        }
    }

    @Test
    void shouldSayAsJsonWhyItFailed() throws Exception {
        var clicks = new ClickPipeline("absent", kafka.bootstrapServers());

        try (var main = start("--pipeline", clicks.write(folder).toString(), "--log", "json")) {
            assertThat(main.exitCode()).isEqualTo(1);
            assertThat(messages(main.err()))
                    .singleElement()
                    .asString()
                    .contains("absent, absent-dlq, absent-rows, absent-rows-late");
        }
    }

    @Test
    void shouldSayInOneLineWhyItEnded() throws Exception {
        var clicks = new ClickPipeline("changed", kafka.bootstrapServers());
        clicks.createTopics();
        String file = clicks.write(folder).toString();
        try (var main = start("--pipeline", file)) {
            main.awaitErr("running with 2 tasks");
            clicks.click("ann", 1);
            clicks.awaitRow("ann", 1);
            main.terminate();
            assertThat(main.exitCode()).isZero();
        }
        Files.writeString(Path.of(file), clicks.yaml("micro-batch", "{n: {count: events}, first: {min: at}}"));

        try (var main = start("--pipeline", file)) {
            clicks.click("ann", 1);

            assertThat(main.exitCode()).isEqualTo(1);
            assertThat(main.err().lines().filter(line -> !line.contains(" INFO ")))
                    .singleElement()
                    .asString()
                    .startsWith("streams: the state of an earlier pipeline can't be read");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void shouldSayInOneLineThatASourceHasOtherPartitionsThanBefore(String protocol) throws Exception {
        var clicks = new ClickPipeline("resized-" + protocol, kafka.bootstrapServers());
        clicks.createTopics();
        String file = clicks.write(folder).toString();
        Map<String, String> environment = withKafka(Map.of("KAFKA_GROUP_PROTOCOL", protocol));
        try (var main = MainProcess.start(folder, environment, "--pipeline", file)) {
            main.awaitErr("running with 2 tasks");
            main.terminate();
            assertThat(main.exitCode()).isZero();
        }
        clicks.addPartition();

        try (var main = MainProcess.start(folder, environment, "--pipeline", file)) {
            assertThat(main.exitCode()).isEqualTo(1);
            assertThat(main.err().lines().filter(line -> !line.contains(" INFO ")))
                    .singleElement()
                    .asString()
                    .startsWith("streams: a source topic has 3 partitions now, and ");
        }
    }

    @Test
    void shouldLeaveTheStateFolderToTheInstanceThatHasIt() throws Exception {
        var clicks = new ClickPipeline("twice", kafka.bootstrapServers());
        clicks.createTopics();
        String file = clicks.write(folder).toString();

        try (var first = start("--pipeline", file)) {
            first.awaitErr("running with 2 tasks");
            try (var second = start("--pipeline", file)) {
                assertThat(second.exitCode()).isEqualTo(1);
                assertThat(second.err())
                        .endsWith("another instance of " + clicks.applicationId() + " has its state in "
                                + folder.toRealPath().resolve("penstock-state")
                                + "; give each a --state-dir of its own, or all --share-state-dir\n")
                        .doesNotContain("\tat ");
            }
            first.terminate();
            assertThat(first.exitCode()).isZero();
        }
    }

    @Test
    void shouldCreateTheTopicsAndEndIfAsked() throws Exception {
        var clicks = new ClickPipeline("ahead", kafka.bootstrapServers());
        var environment = Map.of("PENSTOCK_PIPELINE", clicks.write(folder).toString(), "PENSTOCK_PARTITIONS", "2");

        try (var main = MainProcess.start(folder, withKafka(environment), "topics")) {
            assertThat(main.exitCode()).isZero();
        }
        try (var main = start("--pipeline", clicks.write(folder).toString())) {
            main.awaitErr("running with 2 tasks");
        }
    }

    /** Kafka and others format and compare by the language of the Java VM. */
    @Test
    void shouldKeepTheLanguageOfTheMachineFromLibraries() throws Exception {
        var clicks = new ClickPipeline("turkish", kafka.bootstrapServers());
        var environment = Map.of(
                "PENSTOCK_PIPELINE", clicks.write(folder).toString(),
                "KAFKA_METRIC_REPORTERS", LanguageReporter.class.getName(),
                "JAVA_TOOL_OPTIONS", "-Duser.language=tr -Duser.country=TR");

        try (var main = MainProcess.start(folder, withKafka(environment), "topics")) {
            assertThat(main.exitCode()).isZero();
            assertThat(main.err()).contains(LanguageReporter.ROOT);
        }
    }

    @Test
    void shouldShareAStateFolderIfTold() throws Exception {
        var clicks = new ClickPipeline("shared", kafka.bootstrapServers());
        clicks.createTopics();
        var environment = Map.of(
                "PENSTOCK_PIPELINE", clicks.write(folder).toString(),
                "PENSTOCK_STATE_DIR", folder.resolve("all").toString(),
                "PENSTOCK_SHARE_STATE_DIR", "true");

        try (var first = MainProcess.start(folder, withKafka(environment))) {
            first.awaitErr("state in " + folder.resolve("all/instance-1"));
            try (var second = MainProcess.start(folder, withKafka(environment))) {
                second.awaitErr("state in " + folder.resolve("all/instance-2"));
            }
        }
        assertThat(folder.resolve("all/instance-1").resolve(clicks.applicationId()))
                .isDirectory();
    }

    private MainProcess start(String... arguments) throws Exception {
        return MainProcess.start(folder, withKafka(Map.of()), arguments);
    }

    private static Map<String, String> withKafka(Map<String, String> environment) {
        var all = new HashMap<>(environment);
        all.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        return all;
    }

    private static List<String> messages(String lines) {
        return lines.lines().map(MainTest::message).toList();
    }

    private static String message(String line) {
        try {
            JsonNode event = JSON.readTree(line);
            assertThat(event.fieldNames()).toIterable().contains("@timestamp", "log.level", "log.logger", "message");
            return event.get("message").asText();
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }
}
