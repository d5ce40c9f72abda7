// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import dev.penstock.cli.support.PipelineOption;
import dev.penstock.kafka.LocalKafka;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The commands that ask Kafka something and end. */
class KafkaCommandsTest {

    private static LocalKafka kafka;

    @TempDir
    Path folder;

    private StringWriter out;
    private StringWriter err;

    @BeforeAll
    static void start() {
        kafka = LocalKafka.start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @BeforeEach
    void forget() {
        out = new StringWriter();
        err = new StringWriter();
    }

    @Test
    void shouldCreateTopicsAndTellWhatWasThere() throws Exception {
        Path file = pipeline("created");
        kafka.createTopic("created", 2);

        int code = execute("topics", "--pipeline", file.toString(), "--partitions", "3", "--topic-config", "a.b=c");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("penstock topics: cannot create at " + kafka.bootstrapServers()
                        + ": created-dlq, created-rows, created-rows-late: ")
                .contains("a.b")
                .hasLineCount(1);
        assertThat(out.toString()).isEmpty();

        forget();
        assertThat(execute("topics", "--pipeline", file.toString(), "--partitions", "3"))
                .isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "created exists source 2",
                        "created-dlq created dead-letters 2",
                        "created-rows created features 3",
                        "created-rows-late created late 3");
        assertThat(err.toString().strip()).isEqualTo("penstock topics: created has 2 partitions, asked for 3");
    }

    /** Or the launcher goes without the archive that makes commands start faster. */
    @Test
    void shouldGetThroughTheTrainingRun() {
        assertThat(TrainingRun.run("../pipelines/default.yaml", kafka.bootstrapServers()))
                .isZero();
    }

    @Test
    void shouldFindTheDefaultPipelineInTheProjectsFolder() throws Exception {
        Files.createDirectory(folder.resolve("pipelines"));
        Files.move(pipeline("at-home"), folder.resolve("pipelines/default.yaml"));
        System.setProperty(PipelineOption.HOME, folder.toString());
        try {
            assertThat(execute("topics")).isZero();
        } finally {
            System.clearProperty(PipelineOption.HOME);
        }

        assertThat(out.toString()).startsWith("at-home created source 4");
    }

    @Test
    void shouldNameTheMistakesOfAPipeline() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.yaml"), "sources: {}\nfeatures: 3\n");

        assertThat(execute("topics", "--pipeline", file.toString())).isEqualTo(1);

        assertThat(err.toString().lines()).hasSizeGreaterThan(1).allMatch(line -> line.startsWith(file + ":"));
    }

    @Test
    void shouldListLettersAndSendThemBack() {
        kafka.createTopic("clicks", 1);
        kafka.createTopic("clicks-dlq", 1);
        send(List.of(
                letter("clicks-dlq", "clicks", "not_json", "one"), letter("clicks-dlq", "clicks", "too_deep", "two")));

        assertThat(execute("dlq", "list", "clicks-dlq", "--reason", "too_deep")).isZero();
        assertThat(out.toString().lines())
                .containsExactly("1970-01-01T00:00:01.234Z\ttoo_deep: a test\tclicks-0@7\tkey\ttwo");
        assertThat(err.toString().strip()).isEqualTo("1 letter: 1 too_deep");

        forget();
        assertThat(execute("dlq", "list", "clicks-dlq", "--json", "--limit", "1"))
                .isZero();
        assertThat(out.toString()).startsWith("{\"topic\":\"clicks-dlq\",").hasLineCount(1);

        forget();
        assertThat(execute("dlq", "replay", "clicks-dlq", "--dry-run")).isZero();
        assertThat(out.toString()).hasLineCount(2);
        assertThat(err.toString().strip()).isEqualTo("2 letters: 1 not_json, 1 too_deep to be sent back");

        forget();
        assertThat(execute("dlq", "replay", "clicks-dlq")).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().strip()).endsWith("2 letters: 1 not_json, 1 too_deep sent back");

        forget();
        assertThat(execute("dlq", "replay", "clicks-dlq")).isZero();
        assertThat(err.toString().strip()).isEqualTo("0 letters sent back");
    }

    @Test
    void shouldNameARecordAmongLettersThatDoesNotSayWhereItCameFrom() {
        kafka.createTopic("clicked", 1);
        kafka.createTopic("stray-dlq", 1);
        send(List.of(
                new ProducerRecord<>("stray-dlq", "?".getBytes(UTF_8)),
                letter("stray-dlq", "clicked", "not_json", "one")));

        assertThat(execute("dlq", "list", "stray-dlq")).isZero();
        assertThat(err.toString().strip()).isEqualTo("2 letters: 1 not_json, 1 other");

        forget();
        assertThat(execute("dlq", "replay", "stray-dlq")).isEqualTo(1);
        assertThat(err.toString().lines())
                .contains(
                        "stray-dlq-0@0 does not say where it came from; it stays where it is",
                        "1 letter: 1 not_json sent back");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "replay"})
    void shouldRefuseATopicThatHoldsOtherThings(String command) {
        String topic = "events-" + command;
        kafka.createTopic(topic, 2);
        send(List.of(new ProducerRecord<>(topic, "{}".getBytes(UTF_8))));

        assertThat(execute("dlq", command, topic)).isEqualTo(1);

        assertThat(err.toString()).contains("penstock dlq " + command + ": " + topic + " holds no dead letters");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldSayWhatAnExistingTopicHasOtherThanAskedFor() throws Exception {
        String file = pipeline("there").toString();
        assertThat(execute("topics", "--pipeline", file, "--partitions", "2")).isZero();

        forget();
        assertThat(execute(
                        "topics",
                        "--pipeline=" + file,
                        "--partitions=8",
                        "--replication-factor=3",
                        "--topic-config=max.message.bytes=1000"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("there exists source 2");
        assertThat(err.toString().lines())
                .contains(
                        "penstock topics: there has 2 partitions, asked for 8",
                        "penstock topics: there-rows has replication factor 1, asked for 3",
                        "penstock topics: there has max.message.bytes=1048588, asked for 1000")
                .noneMatch(line -> line.startsWith("penstock topics: there-dlq has 2 partitions"));

        forget();
        assertThat(execute("topics", "--pipeline", file)).isZero();
    }

    @Test
    void shouldTellABrokerThatIsSlowFromNoneAtAll() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            String server = "127.0.0.1:" + silent.getLocalPort();

            int code = executeAt(server, "dlq", "list", "any", "--wait", "500ms");

            assertThat(code).isEqualTo(1);
            assertThat(err.toString())
                    .startsWith(
                            "penstock dlq list: " + server + " takes connections, but gave no answer within 500ms (")
                    .contains("Timed out waiting", "--wait")
                    .hasLineCount(1);
        }
    }

    @Test
    void shouldSayOfARowOfLateEventsThatItIsNoEvent() {
        kafka.createTopic("rows-late", 1);
        var row = new ProducerRecord<byte[], byte[]>("rows-late", "{}".getBytes(UTF_8));
        row.headers().add("__streams.errors.exception", "late_tile".getBytes(UTF_8));
        send(List.of(row));

        assertThat(execute("dlq", "replay", "rows-late")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("rows-late-0@0 is a row of late events, and none of them; it stays where it is");

        forget();
        assertThat(execute("dlq", "replay", "rows-late", "--reason=late")).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "topics --partitions=0 | topics: a topic has at least 1 partition, found 0",
                "topics --partitions=many | topics: Invalid value for option '--partitions'",
                "topics --pipe=x | topics: Unknown option: '--pipe=x'",
                "dlq list | dlq list: Missing required parameter: 'TOPIC'",
                "dlq list x --limit=-1 | dlq list: a limit can't be less than 0, found -1",
                "dlq replay x --reason=bad | dlq replay: there is no reason 'bad'; expected one of broken_utf8, "
            })
    void shouldTellWrongUsageInOneLine(String arguments, String message) {
        assertThat(execute(arguments.split(" "))).isEqualTo(2);

        assertThat(err.toString()).startsWith("penstock " + message).hasLineCount(1);
    }

    @Test
    void shouldNameATopicThatDoesNotExist() {
        assertThat(execute("dlq", "list", "nowhere-dlq")).isEqualTo(1);

        assertThat(err.toString().strip())
                .isEqualTo("penstock dlq list: there is no topic nowhere-dlq at " + kafka.bootstrapServers());
    }

    private Path pipeline(String source) throws Exception {
        return Files.writeString(folder.resolve("pipeline.yaml"), """
                sources:
                  clicks: {topic: SOURCE, partitioned_by: user, timestamp: {field: at, unit: millis}}
                features:
                  activity: {from: clicks, key: user, window: 1m, to: SOURCE-rows, columns: {n: {count: events}}}
                """.replace("SOURCE", source));
    }

    private static ProducerRecord<byte[], byte[]> letter(String topic, String origin, String reason, String value) {
        List<Header> headers = List.of(
                header("exception", "dev.penstock.event.BadEvent"),
                header("message", reason + ": a test"),
                header("topic", origin),
                header("partition", "0"),
                header("offset", "7"));
        return new ProducerRecord<>(topic, 0, 1234L, "key".getBytes(UTF_8), value.getBytes(UTF_8), headers);
    }

    private static Header header(String name, String value) {
        return new RecordHeader("__streams.errors." + name, value.getBytes(UTF_8));
    }

    private static void send(List<ProducerRecord<byte[], byte[]>> records) {
        Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            records.forEach(producer::send);
        }
    }

    private int execute(String... arguments) {
        return executeAt(kafka.bootstrapServers(), arguments);
    }

    private int executeAt(String server, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--bootstrap-server=" + server);
        return Penstock.commandLine()
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }
}
