// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.command;

import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.app.ClickPipeline;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs that end by themselves. */
class StreamsCommandTest {

    private static LocalKafka kafka;

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void startKafka() {
        kafka = LocalKafka.start();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void shouldNameTheTopicsThatAreMissing() throws Exception {
        String file = pipeline("missing");

        assertThat(execute("--pipeline", file)).isEqualTo(1);

        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("missing, missing-dlq, missing-rows", file);
    }

    @Test
    void shouldSayThatNoBrokerAnswers() throws Exception {
        environment.put("KAFKA_DEFAULT_API_TIMEOUT_MS", "500");

        assertThat(execute("--pipeline", pipeline("unreachable"), "--bootstrap-server", "localhost:1"))
                .isEqualTo(1);

        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("streams: no Kafka broker answers at localhost:1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--threads=0         | --threads",
                "--threads=two       | --threads",
                "--rocksdb-memory=1m | --rocksdb-memory",
                "--rocksdb-memory=9x | --rocksdb-memory",
                "--application-id=ä  | --application-id",
                "--log=xml           | --log",
                "--partitions=2      | --create-topics",
                "--no-such-option    | --no-such-option",
            })
    void shouldRefuseWrongOptions(String option, String named) {
        assertThat(execute(option)).isEqualTo(2);

        assertThat(err.toString().lines()).singleElement().asString().contains(named, "--help");
    }

    @ParameterizedTest
    @CsvSource({
        "KAFKA_NUM_STREAM_THREADS, 0, num.stream.threads",
        "KAFKA_PROCESSING_GUARANTEE, twice, processing.guarantee",
        "KAFKA_PENSTOCK_ROCKSDB_MEMORY_BYTES, lots, penstock.rocksdb.memory.bytes",
        "KAFKA_APPLICATION_ID, a b, application.id",
        "KAFKA_LINGER_MS, soon, linger.ms",
        "KAFKA_GROUP_PROTOCOL, modern, group.protocol",
        "KAFKA_COMMIT_INTERVAL_MS, 60000, commit.interval.ms",
        "KAFKA_COMMIT_INTERVAL_MS, -1, commit.interval.ms"
    })
    void shouldNameAWrongSetting(String variable, String value, String named) throws Exception {
        var clicks = new ClickPipeline("settings", kafka.bootstrapServers());
        clicks.createTopics();
        environment.put(variable, value);

        assertThat(execute("--pipeline", clicks.write(folder).toString(), "--state-dir", folder + "/state"))
                .isEqualTo(1);

        assertThat(err.toString().lines()).singleElement().asString().contains(named, value);
    }

    @Test
    void shouldNameAGeoDatabaseThatIsNone() throws Exception {
        Path none = Files.writeString(folder.resolve("none.mmdb"), "not a database");

        assertThat(execute("--pipeline", pipeline("geo"), "--geo-db", none.toString()))
                .isEqualTo(1);

        assertThat(err.toString().lines()).singleElement().asString().startsWith("streams: geo database " + none);
    }

    @Test
    void shouldNameAStateFolderThatCannotBe() throws Exception {
        var clicks = new ClickPipeline("folder", kafka.bootstrapServers());
        clicks.createTopics();
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        assertThat(execute("--pipeline", clicks.write(folder).toString(), "--state-dir", file + "/state"))
                .isEqualTo(1);

        assertThat(err.toString().lines()).singleElement().asString().contains(file + "/state");
    }

    private String pipeline(String name) throws Exception {
        return new ClickPipeline(name, kafka.bootstrapServers()).write(folder).toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --http-host 0.0.0.0 | --http-host 0.0.0.0 can be reached from other machines: --http-token-file makes requests need a token, --http-insecure lets everybody ask
            --http-host ::      | --http-host :: can be reached from other machines
            --http-keystore k   | --http-keystore and --http-keystore-password-file need each other
            """)
    void shouldNotListenForEverybodyUnlessItIsTold(String options, String message) throws Exception {
        String file = pipeline("options");

        assertThat(execute(("--pipeline " + file + " " + options).split(" "))).isEqualTo(2);

        assertThat(err.toString()).startsWith("streams: " + message);
    }

    @Test
    void shouldSayInOneLineThatItsPortIsTaken() throws Exception {
        String file = pipeline("port");
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());

            int exitCode = commandLine()
                    .execute(
                            "--pipeline",
                            file,
                            "--create-topics",
                            "--http-port",
                            port,
                            "--state-dir",
                            folder.toString());

            assertThat(exitCode).isEqualTo(1);
            assertThat(err.toString().lines())
                    .singleElement()
                    .asString()
                    .startsWith("streams: can't listen on port " + port + " of 127.0.0.1")
                    .contains("--http-port chooses another");
        }
    }

    private int execute(String... arguments) {
        return commandLine()
                .execute(Stream.concat(Stream.of("--http-port", "0"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private CommandLine commandLine() {
        environment.putIfAbsent("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        return new CommandLine(new StreamsCommand(environment))
                .setParameterExceptionHandler(new UsageReport())
                .setExecutionExceptionHandler(new FailureReport())
                .setErr(new PrintWriter(err, true));
    }
}
