// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.access.NeededPermissions;
import dev.penstock.streams.access.Role;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What {@code acls} prints is enough for each role, and no part of it can be left out. */
class AclsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static Path files;
    private static LocalKafka kafka;
    private static Admin admin;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws Exception {
        files = folder.resolve("secure");
        kafka = LocalKafka.builder().secure(files, List.of()).start();
        var settings = new Properties();
        try (InputStream in = Files.newInputStream(files.resolve("admin.properties"))) {
            settings.load(in);
        }
        admin = Admin.create(settings);
    }

    @AfterAll
    static void stop() {
        admin.close();
        kafka.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void shouldBeEnoughForEveryRole(String protocol) throws Exception {
        String name = "enough-" + protocol;
        Path file = pipeline(name);
        for (Role role : Role.values()) {
            admin.createAcls(bindings(name, role)).all().get();
        }

        assertThat(execute("topics", "--pipeline=" + file, "--partitions=1", config("topics")))
                .as(err.toString())
                .isZero();
        // Started again, what it made is there.
        for (int run = 1; run <= 2; run++) {
            produce(name);
            long letters = run;
            try (var streams = streams(file, name, protocol)) {
                await().atMost(PATIENCE)
                        .until(() -> execute("dlq", "list", name + "-dlq", config("replay")) == 0
                                        && out.toString().lines().count() == letters
                                || !streams.isRunning());
                assertThat(streams.isRunning()).as(streams.err()).isTrue();
                streams.terminate();
                var end = streams.await();
                assertThat(end.exitCode()).as(end.err()).isZero();
                assertThat(end.err()).doesNotContain("ACL", "authoriz", " ERROR ", password("app"));
            }
        }
        assertThat(execute("dlq", "replay", name + "-dlq", "--application-id=app-" + name, config("replay")))
                .as(err.toString())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void shouldNameOperationAndResourceOfWhatIsTakenAway(String protocol) throws Exception {
        String name = "less-" + protocol;
        Path file = pipeline(name);
        List<AclBinding> all = bindings(name, Role.STREAMS);
        admin.createAcls(all).all().get();
        admin.createAcls(bindings(name, Role.TOPICS)).all().get();
        admin.createAcls(bindings(name, Role.PRODUCER)).all().get();
        assertThat(execute("topics", "--pipeline=" + file, "--partitions=1", config("topics")))
                .isZero();
        produce(name);

        for (AclBinding taken : all) {
            if (taken.entry().operation() == AclOperation.DESCRIBE_CONFIGS
                    || taken.entry().operation() != AclOperation.CREATE
                            && taken.pattern().patternType() == PatternType.PREFIXED) {
                continue;
            }
            admin.deleteAcls(List.of(taken.toFilter())).all().get();
            try (var streams = streams(file, name, protocol)) {
                var end = streams.await();

                assertThat(end.exitCode()).as(taken.toString()).isEqualTo(1);
                assertThat(end.err().lines().filter(line -> line.startsWith("penstock streams: ")))
                        .as(end.err())
                        .singleElement()
                        .asString()
                        .containsIgnoringCase(taken.entry().operation().name())
                        .contains(taken.pattern().name());
            }
            admin.createAcls(List.of(taken)).all().get();
        }
    }

    @Test
    void shouldPrintCommandsAndResourcesOfStrimzi() throws Exception {
        Path file = pipeline("printed");

        assertThat(execute("acls", "--pipeline=" + file, "--application-id=printer", "--principal=streams=engine"))
                .isZero();
        assertThat(out.toString())
                .contains(
                        "./penstock kafka acls --bootstrap-server localhost:9092 --command-config admin.properties --add"
                                + " --allow-principal User:engine --operation Read --operation DescribeConfigs --topic printed\n",
                        "--operation Read --group printer\n",
                        "--operation Write --transactional-id printer- --resource-pattern-type prefixed\n",
                        "--allow-principal User:producer --operation Write --topic printed\n")
                .doesNotContain("# store");

        assertThat(execute("acls", "--pipeline=" + file, "--application-id=printer", "--format=strimzi"))
                .isZero();
        assertThat(out.toString())
                .contains(
                        "kind: KafkaUser\nmetadata:\n  name: app\n",
                        "type: transactionalId\n          name: printer-\n          patternType: prefix\n        operations: [Write]\n");

        assertThat(execute("acls", "--pipeline=" + file, "--principal=chef=a")).isEqualTo(2);
        assertThat(err.toString()).contains("expected a role (streams, topics,").contains("found 'chef'");
    }

    private PenstockProcess streams(Path file, String name, String protocol) throws Exception {
        Path config = Files.writeString(
                folder.resolve(protocol + ".properties"),
                Files.readString(files.resolve("app.properties")) + "group.protocol=" + protocol
                        + "\nnum.stream.threads=1\n");
        return PenstockProcess.start(
                folder,
                "streams",
                "--pipeline=" + file,
                "--application-id=app-" + name,
                "--config=" + config,
                "--state-dir=" + folder.resolve("state-" + name),
                "--http-port=0",
                "--wait=10s");
    }

    private void produce(String name) throws Exception {
        Path events = Files.writeString(folder.resolve("events.ndjson"), """
                {"user": "a", "ip": "b", "at": 1700000000000}
                {"user": "a", "ip": "b", "at": "never"}
                """);
        assertThat(execute("produce", "--input=" + events, "--topic=" + name, "--key=user", config("producer")))
                .as(err.toString())
                .isZero();
    }

    private static List<AclBinding> bindings(String name, Role role) throws Exception {
        Path file = pipeline(name);
        Pipeline read = PipelineReader.read(file.toString(), Files.readString(file));
        return new NeededPermissions(read, "app-" + name)
                .of(role).stream()
                        .flatMap(permission -> permission.bindings(role.user()).stream())
                        .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String password(String user) throws Exception {
        var passwords = new Properties();
        try (InputStream in = Files.newInputStream(files.resolve("passwords.properties"))) {
            passwords.load(in);
        }
        return passwords.getProperty(user);
    }

    private static String config(String user) {
        return "--config=" + files.resolve(user + ".properties");
    }

    private static Path pipeline(String source) throws Exception {
        return Files.writeString(folder.resolve(source + ".yaml"), """
                sources:
                  clicks: {topic: SOURCE, partitioned_by: user, timestamp: {field: at, unit: millis}}
                features:
                  activity: {from: clicks, key: user, window: 1m, to: SOURCE-rows, columns: {n: {count: events}}}
                  by_ip: {from: clicks, key: ip, window: 1m, to: SOURCE-ips, columns: {n: {count: events}}}
                """.replace("SOURCE", source));
    }

    private int execute(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Penstock.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
