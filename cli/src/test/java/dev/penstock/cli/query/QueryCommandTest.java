// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.app.StreamsApp;
import dev.penstock.streams.app.StreamsSettings;
import dev.penstock.streams.client.KafkaAdmin;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.command.FailureReport;
import dev.penstock.streams.command.UsageReport;
import dev.penstock.streams.geo.IanaRegions;
import dev.penstock.streams.http.HttpEndpoint;
import dev.penstock.streams.http.security.Token;
import dev.penstock.streams.http.security.Transport;
import dev.penstock.streams.http.server.HttpSettings;
import dev.penstock.streams.metrics.InstanceMeters;
import dev.penstock.streams.topics.PipelineTopics;
import dev.penstock.streams.topics.TopicCreator;
import dev.penstock.streams.topics.TopicSettings;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Asks an instance that runs and wants a token. Standard output is no terminal here, so JSON comes. */
class QueryCommandTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long TIME = 1_700_000_040_000L;
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    /** More than two pages. */
    private static final int USERS = 2300;

    private static final String YAML = """
            sources:
              clicks: {topic: clicks, partitioned_by: user, timestamp: {field: at, unit: millis}}
            features:
              users: {from: clicks, key: user, window: 1m, grace: 1h, to: users, columns: {n: {count: events}, spend: {sum: amount}}}
            """;

    @TempDir
    static Path folder;

    private static LocalKafka kafka;
    private static StreamsApp app;
    private static String url;
    private static Path tokenFile;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws IOException {
        kafka = LocalKafka.start();
        tokenFile = Files.writeString(folder.resolve("token"), TOKEN);
        Pipeline pipeline = PipelineReader.read("clicks.yaml", YAML);
        try (var admin = new KafkaAdmin(new KafkaSettings(Map.of("bootstrap.servers", kafka.bootstrapServers())))) {
            new TopicCreator(admin, new TopicSettings(2, 1, Map.of())).create(PipelineTopics.of(pipeline));
        }
        send();
        Map<String, String> settings = new HashMap<>(StreamsSettings.defaults("penstock-clicks"));
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        settings.put("state.dir", folder.resolve("state").toString());
        settings.put("num.stream.threads", "1");
        var endpoint = HttpEndpoint.open(
                new HttpSettings(HttpSettings.DEFAULT_HOST, 0, "", Token.read(tokenFile), Transport.PLAIN));
        url = endpoint.url();
        app = new StreamsApp(
                pipeline, StreamsSettings.of(settings), new IanaRegions(), InstanceMeters.newRegistry(), endpoint);
        app.start();
        await().atMost(PATIENCE).until(() -> app.progress().rows() >= USERS + 1);
        await().atMost(PATIENCE).until(() -> new QueryCommandTest().execute("key", "users", "ann") == 0);
    }

    private static void send() {
        List<String> users = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            users.add("user-" + i);
        }
        Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            users.forEach(user -> producer.send(new ProducerRecord<>("clicks", user, event(user, "12.50", TIME))));
            producer.send(new ProducerRecord<>("clicks", "ann", event("ann", "0.10", TIME + 60_000)));
            producer.send(new ProducerRecord<>("clicks", "ann", event("ann", "0.20", TIME + 180_000)));
        }
    }

    private static String event(String user, String amount, long at) {
        return "{\"user\":\"%s\",\"amount\":%s,\"at\":%d}".formatted(user, amount, at);
    }

    @AfterAll
    static void stop() {
        app.close();
        kafka.close();
    }

    private int execute(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", url, "--token-file", tokenFile.toString()));
        return executeAsIs(all.toArray(String[]::new));
    }

    private int executeAsIs(String... arguments) {
        return new CommandLine(new QueryCommand())
                .setParameterExceptionHandler(new UsageReport())
                .setExecutionExceptionHandler(new FailureReport())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private JsonNode json() throws JsonProcessingException {
        return new JsonMapper().readTree(out.toString());
    }

    @Test
    void shouldAnswerFeaturesOfManyKeys() throws IOException {
        Path keys = Files.writeString(folder.resolve("keys"), "user-1\nnobody\n");

        assertThat(execute("vectors", "users.spend", "users.n", "--key", "ann", "--keys", keys.toString()))
                .isZero();

        assertThat(json().path("vectors"))
                .extracting(vector -> vector.path("key").asText() + " " + vector.path("values"))
                .containsExactly("ann [0.2,1]", "user-1 [12.5,1]", "nobody [null,null]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    users                          | no keys are given; --key KEY gives one, --keys FILE a file of them
                    users.m --key a                | features: found 'users.m', expected a column
                    users --key a --max-age 5      | max_age: found '5', expected a length
                    """)
    void shouldSayWhatIsWrongWithAQuestionForFeatures(String arguments, String message) {
        assertThat(execute(("vectors " + arguments).split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void shouldPrintGroups() throws JsonProcessingException {
        assertThat(execute("groups")).isZero();

        assertThat(json().at("/groups/0/name").asText()).isEqualTo("users");
        assertThat(out.toString()).hasLineCount(1);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldPrintRowsOfAKeyAsTheyAre() {
        assertThat(execute("key", "users", "ann")).isZero();

        assertThat(out.toString())
                .contains(
                        "\"rows\":[{\"user\":\"ann\",\"window_start\":%d,\"window_end\":%d,\"n\":1,\"spend\":0.2}"
                                .formatted(TIME + 180_000, TIME + 240_000),
                        ",{\"user\":\"ann\",\"window_start\":%d,".formatted(TIME + 60_000));
    }

    @Test
    void shouldPrintTheWindowsThatAreAskedFor() throws JsonProcessingException {
        assertThat(execute("key", "users", "ann", "--from", "2023-11-14T22:16:00Z", "--to", "2023-11-14T22:18:00Z"))
                .isZero();

        assertThat(json().path("rows"))
                .singleElement()
                .satisfies(row -> assertThat(row.path("window_start").asLong()).isEqualTo(TIME + 180_000));
    }

    @Test
    void shouldMergeWindows() throws JsonProcessingException {
        assertThat(execute("key", "users", "ann", "--last", "5m", "--to", String.valueOf(TIME + 240_000)))
                .isZero();

        assertThat(json().path("merged_windows").asInt()).isEqualTo(2);
        assertThat(json().at("/rows/0/n").asInt()).isEqualTo(2);
    }

    @Test
    void shouldFollowPagesToTheEnd() throws JsonProcessingException {
        assertThat(execute("window", "users", "--window", "2023-11-14T22:14:00Z", "--limit", "10000"))
                .isZero();

        assertThat(json().path("rows")).hasSize(USERS);
        assertThat(json().path("rows").findValuesAsText("user")).doesNotHaveDuplicates();
        assertThat(json().has("next")).isFalse();
    }

    @Test
    void shouldFollowPagesAsFarAsTheLimit() throws JsonProcessingException {
        assertThat(execute("window", "users", "--window", String.valueOf(TIME), "--limit", "1500"))
                .isZero();

        assertThat(json().path("rows")).hasSize(1500);
        assertThat(json().path("next").asText()).isNotEmpty();
    }

    @Test
    void shouldPrintTheGreatest() throws JsonProcessingException {
        assertThat(execute("window", "users", "--window", String.valueOf(TIME), "--top", "spend", "--limit", "3"))
                .isZero();

        assertThat(json().path("rows")).hasSize(3);
    }

    @Test
    void shouldPrintInstances() throws JsonProcessingException {
        assertThat(execute("instances")).isZero();

        assertThat(json().at("/instances/0/status").asText()).isEqualTo("ready");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "key usres ann | query key: there is no feature group 'usres'; did you mean 'users'?",
                "key users nobody | query key: 'users' has no rows of 'nobody'",
                "window users --window 0 | query window: ",
            })
    void shouldTellInOneLineWhyThereIsNoAnswer(String arguments, String line) {
        assertThat(execute(arguments.split(" "))).isEqualTo(1);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith(line).hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "key users ann --from soon | from: found 'soon', expected epoch milliseconds or ISO-8601",
                "key users ann --last 5m --from 0 | query key: ",
                "key users ann --last 5m --limit 3 | limit",
                "window users --top colour | top: found 'colour'",
                "key users | Missing required parameter: 'KEY'",
                "key users ann --limit 0 | expected a number from 1 to 999999999, found '0'",
                "groups --url ftp://x | expected a URL such as http://127.0.0.1:7080, found 'ftp://x'",
            })
    void shouldTakeWrongArgumentsForWrongUsage(String arguments, String text) {
        assertThat(execute(arguments.split(" "))).isEqualTo(2);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains(text).hasLineCount(1);
    }

    /** As instances tell where they are to be asked. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/api", "/api/"})
    void shouldTakeTheUrlOfTheApiToo(String end) {
        assertThat(executeAsIs("groups", "--url", url + end, "--token-file", tokenFile.toString()))
                .isZero();
    }

    @Test
    void shouldSayHowToGiveAToken() {
        assertThat(executeAsIs("groups", "--url", url)).isEqualTo(1);

        assertThat(err.toString()).contains("--token-file").hasLineCount(1);
    }

    @Test
    void shouldSayWhereNothingAnswers() throws IOException {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThat(executeAsIs("groups", "--url", "http://127.0.0.1:" + free)).isEqualTo(1);

        assertThat(err.toString())
                .startsWith("query groups: nothing answers at http://127.0.0.1:" + free + "; --url names an instance")
                .hasLineCount(1);
    }
}
