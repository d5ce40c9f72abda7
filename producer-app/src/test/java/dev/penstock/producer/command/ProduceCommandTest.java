// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.command;

import dev.penstock.kafka.LocalKafka;
import dev.penstock.producer.generator.Generator;
import dev.penstock.producer.generator.GeneratorOptions;
import dev.penstock.producer.generator.Timeline;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ProduceCommandTest {

    private static final List<String> LINES = List.of(
            "{\"user\":{\"id\":\"a\"},\"n\":1}",
            "{\"user\":{\"id\":\"b\"},\"n\":2}",
            "{ \"user\" : {\"id\":\"a\"},\"n\":3 }",
            "{\"user\":{\"id\":\"b\"},\"n\":4,\"é\":\"ü\"}",
            "{\"user\":{\"id\":\"a\"},\"n\":5}");

    /** For a process to start, on a machine that has other things to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Pattern SOME_SENT = Pattern.compile("[1-9][0-9,]* events sent, ");

    private static LocalKafka kafka;

    @TempDir
    private Path folder;

    private record Result(int exitCode, String out, String err) {}

    @BeforeAll
    static void startKafka() {
        kafka = LocalKafka.start();
        kafka.createTopic(Generator.LOGIN_TOPIC, 4);
        kafka.createTopic(Generator.APP_TOPIC, 4);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void shouldDeliverWhatTheGeneratorMakes() {
        var options = GeneratorOptions.DEFAULT
                .withCount(5000)
                .withTimeline(new Timeline.From(Instant.parse("2026-01-01T00:00:00Z"), 1000))
                .withShares(new GeneratorOptions.Shares(0.2, 0.01, 0.02, 0.03));
        try (var fresh = LocalKafka.start()) {
            fresh.createTopic(Generator.LOGIN_TOPIC, 4);
            fresh.createTopic(Generator.APP_TOPIC, 4);

            var result = produce(
                    "--bootstrap-server=" + fresh.bootstrapServers(),
                    "--count=5000",
                    "--start=2026-01-01T00:00:00Z",
                    "--logins=0.2",
                    "--late=0.01",
                    "--malformed=0.02",
                    "--duplicates=0.03",
                    "--json");

            assertThat(result.exitCode()).isZero();
            assertThat(result.out())
                    .startsWith("{\"delivered\":5000,\"failed\":0,")
                    .contains("\"events\":5000", "\"late\":50,\"malformed\":100,\"duplicates\":150")
                    .hasLineCount(1);
            assertThat(result.err()).contains("5,000 events delivered", "user-login: 1,000 events");
            Map<String, List<String>> received = new HashMap<>();
            for (String topic : List.of(Generator.LOGIN_TOPIC, Generator.APP_TOPIC)) {
                for (var record : Topic.read(fresh.bootstrapServers(), topic)) {
                    received.computeIfAbsent(topic + latin(record.key()), key -> new ArrayList<>())
                            .add(record.timestamp() + latin(record.value()));
                }
            }
            assertThat(received).isEqualTo(generatedByTopicAndKey(options));
        }
    }

    @Test
    void shouldReplayAFileByteForByteInTheOrderOfEachKey() throws IOException {
        kafka.createTopic("replayed", 4);
        Path file = write(String.join("\r\n", LINES));

        var result = replay(file, "replayed", "--json");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("\"delivered\":5,");
        var byKey = read("replayed").stream()
                .collect(groupingBy(
                        record -> latin(record.key()),
                        mapping(record -> new String(record.value(), StandardCharsets.UTF_8), toList())));
        assertThat(byKey)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "a", List.of(LINES.get(0), LINES.get(2), LINES.get(4)),
                        "b", List.of(LINES.get(1), LINES.get(3))));
    }

    @Test
    void shouldStampReplayedRecordsWithTheirOwnTimeUnlessItLiesAhead() throws IOException {
        kafka.createTopic("stamped", 1);
        long ahead = Instant.now().plus(Duration.ofDays(365)).toEpochMilli();
        Path file = write("{\"k\":\"old\",\"at\":1431857103000}\n{\"k\":\"ahead\",\"at\":" + ahead + "}\n");
        long before = System.currentTimeMillis();

        var result = produce("--input=" + file, "--topic=stamped", "--key=k", "--timestamp=at");

        assertThat(result.exitCode()).isZero();
        var records = read("stamped");
        assertThat(records.get(0).timestamp()).isEqualTo(1431857103000L);
        assertThat(records.get(1).timestamp()).isBetween(before, System.currentTimeMillis());
    }

    @Test
    void shouldSendMalformedLinesWithoutAKey() throws IOException {
        kafka.createTopic("malformed-sent", 1);
        Path file = write("{\"user\":{\"id\":\"a\"}}\nno json\n\n{\"user\":{}}\n");

        var result = replay(file, "malformed-sent", "--json");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("\"malformed\":2", "\"skipped\":1");
        assertThat(read("malformed-sent").stream().map(Topic::print))
                .containsExactly("a={\"user\":{\"id\":\"a\"}}", "none=no json", "none={\"user\":{}}");
    }

    @Test
    void shouldFailWhereAllEventsAreMalformedAndSayWhy() throws IOException {
        kafka.createTopic("all-malformed", 1);
        Path file = write(String.join("\n", LINES));

        var result = produce("--input=" + file, "--topic=all-malformed", "--key=usr.id");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("produce: line 1 is malformed: it has no field 'usr.id', which is to be the record key;"
                        + " did you mean 'user.id'?: " + LINES.get(0) + System.lineSeparator())
                .contains("of them 5 malformed")
                .endsWith("produce: all 5 events are malformed" + System.lineSeparator());
        assertThat(read("all-malformed")).hasSize(5);
    }

    @Test
    void shouldSendNothingOfAFileThatIsSomethingElse() throws IOException {
        kafka.createTopic("refused", 1);
        Path file = write("user,n\na,1\nb,2\n");

        var result = replay(file, "refused");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err().strip())
                .startsWith("produce: --input " + file + " is CSV; its first line is 'user,n'")
                .hasLineCount(1);
        assertThat(read("refused")).isEmpty();
    }

    @Test
    void shouldStopAtAMalformedLineIfAsked() throws IOException {
        kafka.createTopic("malformed-refused", 1);
        Path file = write("{\"user\":{\"id\":\"a\"}}\nno json\n{\"user\":{\"id\":\"b\"}}\n");

        var result = replay(file, "malformed-refused", "--on-malformed=refuse");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("1 event delivered").contains("produce: line 2 is malformed: not_json");
        assertThat(read("malformed-refused")).hasSize(1);
    }

    @Test
    void shouldCountWhatTheBrokerRefusesAndDeliverTheRest() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            var topic = new NewTopic("small", 1, (short) 1).configs(Map.of("max.message.bytes", "1000"));
            admin.createTopics(List.of(topic)).all().get();
        }
        var random = new Random(1);
        var noise = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            noise.append((char) ('#' + random.nextInt(50)));
        }
        List<String> lines = IntStream.range(0, 200)
                .mapToObj(i -> "{\"user\":{\"id\":%d}}".formatted(i))
                .toList();
        Path file = write(lines.get(0) + "\n" + noise + "\n" + String.join("\n", lines.subList(1, lines.size())));

        // The first line goes with the one that is refused, and other batches follow while the broker looks at theirs.
        var result = produce(
                Map.of("KAFKA_BATCH_SIZE", "5200", "KAFKA_LINGER_MS", "0", "KAFKA_COMPRESSION_TYPE", "none"),
                replayArguments(file.toString(), "small", "--json"));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).as("%s", result.err()).startsWith("{\"delivered\":200,\"failed\":1,");
        assertThat(result.err())
                .containsOnlyOnce("produce: an event was not delivered: ")
                .contains("1 event was NOT delivered");
        assertThat(read("small").stream().map(record -> latin(record.value()))).containsExactlyElementsOf(lines);
    }

    @Test
    void shouldCountALineThatIsTooLongToBeSent() throws IOException {
        kafka.createTopic("too-long", 1);
        Path file = write("{\"user\":{\"id\":1}}\n" + "x".repeat(3_000_000) + "\n{\"user\":{\"id\":2}}\n");

        var result = replay(file, "too-long", "--json");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).startsWith("{\"delivered\":2,\"failed\":1,");
        assertThat(result.err()).contains("max.request.size");
        assertThat(read("too-long")).hasSize(2);
    }

    @Test
    void shouldGiveUpWhenTheBrokerIsLost() {
        var doomed = LocalKafka.start();
        CompletableFuture<Result> run;
        try {
            doomed.createTopic(Generator.APP_TOPIC, 1);
            var impatient = Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS", doomed.bootstrapServers(),
                    "KAFKA_DELIVERY_TIMEOUT_MS", "2000",
                    "KAFKA_REQUEST_TIMEOUT_MS", "1000",
                    "KAFKA_MAX_BLOCK_MS", "2000");
            run = CompletableFuture.supplyAsync(() -> produce(impatient, "--rate=1000", "--logins=0", "--json"));
            await().atMost(PATIENCE)
                    .until(() -> !Topic.read(doomed.bootstrapServers(), Generator.APP_TOPIC)
                            .isEmpty());
        } finally {
            doomed.close();
        }

        var result = run.orTimeout(60, TimeUnit.SECONDS).join();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).doesNotContain("\"failed\":0,");
        assertThat(result.err())
                .containsOnlyOnce("an event was not delivered: ")
                .contains("events were NOT delivered", "because Kafka takes no more");
    }

    @Test
    void shouldNameMissingTopics() throws IOException {
        var result = replay(write("{}"), "nowhere");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err().strip())
                .isEqualTo("produce: no such topic at " + kafka.bootstrapServers()
                        + ": nowhere; create it first, for example with ./penstock topics");
    }

    @Test
    void shouldSayWhereNoBrokerAnswers() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        var result = produce(Map.of(), "--wait=300ms", "--bootstrap-server=localhost:" + port, "--count=1");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err().strip())
                .isEqualTo("produce: no Kafka broker answers at localhost:" + port
                        + " (waited 300ms): Connection refused");
    }

    @Test
    void shouldPreferFlagToEnvironmentToFile() throws IOException {
        Path config = write("bootstrap.servers=localhost:1\nacks=nonsense\nmax.block.ms=300\n");
        String here = kafka.bootstrapServers();

        var byFile = produce(Map.of(), "--config=" + config, "--count=1");
        var byEnvironment = produce(Map.of("KAFKA_BOOTSTRAP_SERVERS", here), "--config=" + config, "--count=1");
        var byFlag = produce(
                Map.of("KAFKA_BOOTSTRAP_SERVERS", "localhost:2", "KAFKA_ACKS", "all"),
                "--bootstrap-server=" + here,
                "--config=" + config,
                "--count=0");

        assertThat(byFile.err()).contains("no Kafka broker answers at localhost:1");
        assertThat(byEnvironment.err()).contains("Invalid value nonsense for configuration acks");
        assertThat(byEnvironment.err().strip()).hasLineCount(1);
        assertThat(byFlag.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--late=2 | the share of late must lie between 0 and 1, found 2.0",
                "--users=0 | at least 1 user, found 0",
                "--rate=0 | a rate must be a number of events per second above 0, found 0.0",
                "--rate=Infinity | a rate must be a number of events per second above 0, found Infinity",
                "--count=-1 | a run can't end after -1 events",
                "--duration=soon | 'soon' is no duration such as 500ms, 30s, 5m, 1h or 1d",
                "--duration=0s | a duration has to be more than 0 and at most 3650d, found '0s'",
                "--start=yesterday | 'yesterday' is no time such as 2026-01-31T12:00:00Z",
                "--topic=t | --topic needs --input",
                "--emoji=0.5 | --emoji needs --texts",
                "--texts --late=0.1 | --late makes no sense with --texts",
                "--texts --long=1 --foreign=1 | together can be at most all, found 2.11",
                "--input=f --topic=t --key=k --texts | --texts makes no sense with --input",
                "--speed=2 | --speed needs --input",
                "--input=f | --input needs --topic and --key",
                "--input=f --topic=t --key=a..b | found 'a..b'",
                "--input=f --topic=t --key=k --speed=2 | --speed needs --timestamp",
                "--input=f --topic=t --key=k --users=5 | --users makes no sense with --input",
                "--input=f --topic=t --key=k --timestamp=t --speed=2 --rate=5 | --rate and --speed can't both be obeyed",
                "--input=f --topic=t --key=k --timestamp-unit=days | expected seconds, millis, micros, nanos, iso8601 or auto, found 'days'",
                "--input=f --topic=t --key=k --on-malformed=hide | expected send or refuse, found 'hide'"
            })
    void shouldRefuseWrongUsage(String arguments, String message) {
        var result = produce(arguments.split(" "));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(message);
    }

    @Test
    void shouldSayWhichFileCannotBeRead() {
        var input = produce("--input=/no/such/file", "--topic=t", "--key=k");
        var config = produce("--config=/no/such/file");

        assertThat(input.exitCode()).isEqualTo(1);
        assertThat(input.err()).contains("--input /no/such/file can't be read");
        assertThat(config.exitCode()).isEqualTo(1);
        assertThat(config.err()).contains("produce: --config /no/such/file: there is no such file");
    }

    @Test
    void shouldExplainEveryOptionWithItsDefault() {
        var result = produce("--help");

        assertThat(result.exitCode()).isZero();
        var spec = new CommandLine(new ProduceCommand()).getCommandSpec();
        for (var option : spec.options()) {
            assertThat(result.out()).contains(option.longestName());
            boolean needed = List.of("--input", "--topic", "--key", "--texts", "--json", "--help")
                    .contains(option.longestName());
            assertThat(needed || String.join("", option.description()).contains("Default: "))
                    .as(option.longestName())
                    .isTrue();
        }
    }

    @Test
    void shouldReadStandardInput() throws Exception {
        kafka.createTopic("piped", 1);
        try (var process = MainProcess.start(folder, replayArguments("-", "piped"))) {
            process.write("{\"user\":{\"id\":\"a\"}}\n{\"user\":{\"id\":\"b\"}}");
            process.endInput();

            assertThat(process.exitCode()).isZero();
            assertThat(process.err()).contains("2 events delivered");
        }
        assertThat(read("piped").stream().map(Topic::print))
                .containsExactly("a={\"user\":{\"id\":\"a\"}}", "b={\"user\":{\"id\":\"b\"}}");
    }

    @Test
    void shouldSeeWhatWasSentThroughWhenTerminatedWhileItWaitsForInput() throws Exception {
        kafka.createTopic("terminated", 1);
        try (var process = MainProcess.start(folder, replayArguments("-", "terminated"))) {
            process.write("{\"user\":{\"id\":\"a\"}}\n{\"half");
            await().atMost(PATIENCE).until(() -> !read("terminated").isEmpty());

            process.terminate();

            assertThat(process.exitCode()).isEqualTo(143);
            assertThat(process.err()).contains("1 event delivered");
        }
        assertThat(read("terminated")).hasSize(1);
    }

    /** However long it would have waited for the broker to come back. */
    @Test
    void shouldNotWaitForALostBrokerWhenTerminated() throws Exception {
        var doomed = LocalKafka.start();
        doomed.createTopic("lost", 1);
        Path config = write("bootstrap.servers=" + doomed.bootstrapServers()
                + "\ndelivery.timeout.ms=300000\nmax.block.ms=300000\n");
        try (var process =
                MainProcess.start(folder, "--input=-", "--topic=lost", "--key=user.id", "--config=" + config)) {
            try {
                process.write("{\"user\":{\"id\":\"a\"}}\n");
                await().atMost(PATIENCE)
                        .until(() ->
                                !Topic.read(doomed.bootstrapServers(), "lost").isEmpty());
            } finally {
                doomed.close();
            }
            process.write("{\"user\":{\"id\":\"b\"}}\n");
            await().atMost(PATIENCE).until(() -> process.err().contains("2 events sent, "));

            process.terminate();

            assertThat(process.exitCode()).isEqualTo(143);
            assertThat(process.err()).contains("1 event delivered", "1 event was NOT delivered");
        }
    }

    @Test
    void shouldShowProgressInLinesAndSumUpWhenTerminated() throws Exception {
        kafka.createTopic("ended", 1);
        Path file = write("{\"user\":{\"id\":\"a\"}}\n".repeat(200_000));
        String[] arguments = replayArguments(file.toString(), "ended", "--rate=500");
        try (var process = MainProcess.start(folder, arguments)) {
            await().atMost(PATIENCE)
                    .until(() -> SOME_SENT.matcher(process.err()).find());

            process.terminate();

            assertThat(process.exitCode()).isEqualTo(143);
            String summary = process.err();
            long delivered = Long.parseLong(summary.replaceAll("(?s).*\\R([0-9,]+) events delivered.*", "$1")
                    .replace(",", ""));
            assertThat(delivered).isPositive().isEqualTo(read("ended").size());
        }
    }

    @Test
    void shouldEndAfterTheDuration() {
        var result = produce("--duration=300ms", "--rate=100", "--json");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).doesNotContain("\"delivered\":0,");
    }

    @Test
    void shouldSpreadEventsOverAllPartitions() {
        produce("--count=2000");

        assertThat(read(Generator.APP_TOPIC).stream().collect(groupingBy(record -> record.partition(), counting())))
                .containsOnlyKeys(0, 1, 2, 3);
    }

    private static Map<String, List<String>> generatedByTopicAndKey(GeneratorOptions options) {
        var generator = new Generator(options);
        Map<String, List<String>> events = new HashMap<>();
        for (var event = generator.next(); event.isPresent(); event = generator.next()) {
            var record = event.get().record();
            events.computeIfAbsent(record.topic() + latin(record.key()), key -> new ArrayList<>())
                    .add(record.timestamp() + latin(record.value()));
        }
        return events;
    }

    private Result replay(Path file, String topic, String... more) {
        return produce(replayArguments(file.toString(), topic, more));
    }

    private static String[] replayArguments(String input, String topic, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--input=" + input, "--topic=" + topic, "--key=user.id"));
        arguments.add("--bootstrap-server=" + kafka.bootstrapServers());
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private static Result produce(String... arguments) {
        return produce(Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()), arguments);
    }

    private static Result produce(Map<String, String> environment, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = new CommandLine(new ProduceCommand(environment))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Result(exitCode, out.toString(), err.toString());
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        return Topic.read(kafka.bootstrapServers(), topic);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "input", ""), text);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
