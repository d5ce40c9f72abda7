// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.geo.IanaRegions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Runs the worked pipelines as a user does, on the real logs that they were made for, and counts the logs once more by
 * a few plain lines. The logs are no part of the repository; the tests run where the folder {@code ../shared/data} lies
 * beside the project, or another that {@code -Dpenstock.data} names.
 */
class WorkedPipelinesTest {

    private static final Path DATA = Path.of(System.getProperty("penstock.data", "../../shared/data"));
    private static final Path PIPELINES = Path.of("..", "pipelines");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    @TempDir
    private Path folder;

    private LocalKafka kafka;

    @BeforeEach
    void start() {
        kafka = LocalKafka.start();
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void shouldAccountForAllRequestsPerClientAndPerMinute() throws Exception {
        List<JsonNode> requests = log("web-requests.jsonl");

        try (var app = run("web-requests.yaml", "web-requests.jsonl", "web-requests", "client_ip")) {
            Function<JsonNode, String> client =
                    request -> request.get("client_ip").asText();
            ToLongFunction<JsonNode> time =
                    request -> Instant.parse(request.get("time").asText()).toEpochMilli();
            awaitRows("client-traffic", totals(requests, client, time, MINUTE, WorkedPipelinesTest::countRequest));
            awaitRows("site-traffic", totals(requests, all -> "all", time, MINUTE, WorkedPipelinesTest::countRequest));
            app.terminate();
            assertThat(app.await().exitCode()).isZero();
        }
        assertThat(requests).hasSize(9_999);
        assertThat(consoleConsumer("client-traffic-late")).isEmpty();
        assertThat(consoleConsumer("site-traffic-late")).isEmpty();
        assertThat(consoleConsumer("web-requests-dlq")).isEmpty();
    }

    @Test
    void shouldCountLogInAttemptsPerUserAndPerRegionAndHour() throws Exception {
        List<JsonNode> attempts = log("ssh-logins.jsonl");

        try (var app = run("ssh-logins.yaml", "ssh-logins.jsonl", "ssh-logins", "user")) {
            Function<JsonNode, String> user = attempt -> attempt.get("user").asText();
            ToLongFunction<JsonNode> time =
                    attempt -> attempt.get("epoch_seconds").asLong() * 1000;
            var regions = new IanaRegions();
            awaitRows("user-attempts", totals(attempts, user, time, HOUR, WorkedPipelinesTest::countAttempt));
            awaitRows(
                    "region-attempts",
                    totals(
                            attempts,
                            attempt ->
                                    regions.resolve(attempt.get("ip").asText()).region(),
                            time,
                            HOUR,
                            WorkedPipelinesTest::countAttempt));
            app.terminate();
            assertThat(app.await().exitCode()).isZero();
        }
        assertThat(consoleConsumer("located-ssh-logins", PATIENCE)).hasSameSizeAs(attempts);
        assertThat(consoleConsumer("user-attempts-late")).isEmpty();
        assertThat(consoleConsumer("region-attempts-late")).isEmpty();
        assertThat(consoleConsumer("ssh-logins-dlq")).isEmpty();
    }

    private static void countRequest(ObjectNode row, JsonNode request, Set<String> seen) {
        seen.add(request.get("path").asText());
        add(row, "requests", 1);
        row.put("paths", seen.size());
        add(row, "bytes", request.get("bytes").asLong());
        add(row, "errors", request.get("status").asInt() >= 400 ? 1 : 0);
    }

    private static void countAttempt(ObjectNode row, JsonNode attempt, Set<String> seen) {
        boolean accepted = attempt.get("result").asText().equals("accepted");
        seen.add(attempt.get("ip").asText());
        add(row, "attempts", 1);
        add(row, "accepted", accepted ? 1 : 0);
        add(row, "not_accepted", accepted ? 0 : 1);
        row.put("addresses", seen.size());
    }

    private static void add(ObjectNode row, String column, long amount) {
        row.put(column, row.path(column).asLong() + amount);
    }

    /** Adds a line of a log to the row that it belongs to. */
    private interface Counting {
        void add(ObjectNode row, JsonNode line, Set<String> seenInTheRow);
    }

    /** The columns of each row by key and start of the window. */
    private static Map<String, JsonNode> totals(
            List<JsonNode> log,
            Function<JsonNode, String> key,
            ToLongFunction<JsonNode> time,
            long window,
            Counting counting) {
        Map<String, JsonNode> rows = new TreeMap<>();
        Map<String, Set<String>> seen = new TreeMap<>();
        for (JsonNode line : log) {
            long start = time.applyAsLong(line) / window * window;
            String row = key.apply(line) + " at " + start;
            rows.putIfAbsent(row, JSON.createObjectNode());
            counting.add((ObjectNode) rows.get(row), line, seen.computeIfAbsent(row, first -> new HashSet<>()));
        }
        return rows;
    }

    private static List<JsonNode> log(String name) throws IOException {
        Path file = DATA.resolve(name);
        assumeTrue(
                Files.exists(file), () -> "there is no " + file.toAbsolutePath().normalize());
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    /** Starts the pipeline on new topics of four partitions and replays the log into them. */
    private PenstockProcess run(String pipeline, String log, String topic, String key) throws IOException {
        String file = PIPELINES.resolve(pipeline).toAbsolutePath().toString();
        String server = kafka.bootstrapServers();
        var topics = PenstockProcess.run(
                folder,
                "topics",
                "--pipeline",
                file,
                "--partitions",
                "4",
                "--topic-config",
                "retention.ms=-1",
                "--bootstrap-server",
                server);
        assertThat(topics.exitCode()).as(topics.err()).isZero();
        var app = PenstockProcess.start(
                folder, "streams", "--pipeline", file, "--bootstrap-server", server, "--http-port", "0");
        var produce = PenstockProcess.run(
                folder,
                "produce",
                "--input",
                DATA.resolve(log).toAbsolutePath().toString(),
                "--topic",
                topic,
                "--key",
                key,
                "--bootstrap-server",
                server);
        assertThat(produce.exitCode()).as(produce.err()).isZero();
        return app;
    }

    private void awaitRows(String topic, Map<String, JsonNode> expected) {
        Map<String, String> columns = new TreeMap<>();
        expected.forEach((row, counted) -> columns.put(row, counted.toString()));
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(newestRows(topic)).isEqualTo(columns));
    }

    /** The newest columns of each key and window. */
    private Map<String, String> newestRows(String topic) throws IOException {
        Map<String, String> newest = new TreeMap<>();
        for (String line : consoleConsumer(topic)) {
            String[] keyAndValue = line.split("\t", 2);
            ObjectNode row = (ObjectNode) JSON.readTree(keyAndValue[1]);
            String start = row.get("window_start").asText();
            row.remove(List.of("client_ip", "user", "geo.region", "window_start", "window_end"));
            newest.put(keyAndValue[0] + " at " + start, row.toString());
        }
        return newest;
    }

    /** Keys and values, with a tab between the two. */
    private List<String> consoleConsumer(String topic) throws IOException {
        return consoleConsumer(topic, Duration.ofSeconds(2));
    }

    /** @param quiet how long nothing has to come, from the start on, for the topic to be at its end */
    private List<String> consoleConsumer(String topic, Duration quiet) throws IOException {
        var result = PenstockProcess.run(
                folder,
                "kafka",
                "console-consumer",
                "--bootstrap-server",
                kafka.bootstrapServers(),
                "--topic",
                topic,
                "--from-beginning",
                "--isolation-level",
                "read_committed",
                "--formatter-property",
                "print.key=true",
                "--timeout-ms",
                String.valueOf(quiet.toMillis()));
        return result.out().lines().toList();
    }
}
