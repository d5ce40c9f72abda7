// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The demo as a user starts it, in a pipe. */
class DemoTest {

    private static final Path PIPELINES = Path.of("..", "pipelines").toAbsolutePath();
    private static final String SITE = PIPELINES.resolve("web-requests.yaml").toString();

    @TempDir
    Path folder;

    @Test
    void shouldShowFeatureRowsAndEnrichedLoginsUntilSigterm() throws Exception {
        try (var demo = PenstockProcess.start(
                folder, "demo", "--pipeline", PIPELINES.resolve("default.yaml").toString(), "--users", "5")) {
            await(demo, "    user_activity: user_id ");
            await(demo, "    processed_logins: ");

            demo.terminate();

            var result = demo.await();
            assertThat(result.exitCode()).isZero();
            assertThat(result.err())
                    .contains("starting Kafka", "Kafka is ready at localhost:", "stopping")
                    .containsPattern("can be asked at http://127.0.0.1:[0-9]+/api");
            assertThat(result.out())
                    .containsPattern("ran for [0-9:]+, first feature row seen [0-9.]+ s after the start")
                    .doesNotContain("\u001b");
        }
        assertThat(PenstockProcess.temporaryFiles(folder)).isEmpty();
    }

    @Test
    void shouldMakeUpTextsForAPipelineThatReadsThem() throws Exception {
        String pipeline = PIPELINES.resolve("sentiment.yaml").toString();

        try (var demo = PenstockProcess.start(folder, "demo", "--pipeline", pipeline, "--users", "5")) {
            await(demo, "    user_sentiment: metadata.user_id ");
            await(demo, "    scored: ");
            demo.terminate();
            assertThat(demo.await().exitCode()).isZero();
        }
        assertThat(PenstockProcess.run(folder, "demo", "--pipeline", pipeline, "--late", "0.1"))
                .satisfies(refused -> {
                    assertThat(refused.exitCode()).isEqualTo(2);
                    assertThat(refused.err()).contains("--late makes no sense with made-up texts, which " + pipeline);
                });
    }

    @Test
    void shouldReplayAFileAndSayWhenEverythingIsProcessed() throws Exception {
        Path lines = Files.writeString(folder.resolve("lines.jsonl"), """
                {"client_ip":"1.1.1.1","time":"2015-05-17T10:05:03Z","path":"/a","status":200,"bytes":10}
                {"client_ip":"1.1.1.1","time":"2015-05-17T10:05:07Z","path":"/b","status":404,"bytes":20}
                no JSON
                """);

        try (var demo = PenstockProcess.start(
                folder,
                "demo",
                "--pipeline",
                SITE,
                "--input",
                lines.toString(),
                "--topic",
                "web-requests",
                "--key",
                "client_ip",
                "--store",
                folder.resolve("files").toString())) {
            await(demo, "everything is processed");
            await(
                    demo,
                    "client_traffic: client_ip 1.1.1.1  window 2015-05-17 10:05  requests 2  paths 2  bytes 30  errors 1");

            demo.terminate();

            var result = demo.await();
            assertThat(result.exitCode()).isZero();
            assertThat(result.out())
                    .contains("3 events sent, 3 read")
                    .containsPattern("[1-9][0-9]* rows? in " + folder.resolve("files"))
                    .contains("lag 0  late 0  dead letters 1:  not_json 1")
                    .contains("warning: 1 of 3 not_json, first in line 3: ")
                    .contains(": no JSON" + System.lineSeparator());
        }
        try (Stream<Path> files = Files.walk(folder.resolve("files").resolve("client_traffic"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".parquet")))
                    .hasSize(1);
        }
    }

    @Test
    void shouldSayInOneLineThatAPortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var result = PenstockProcess.run(
                    folder,
                    "demo",
                    "--pipeline",
                    PIPELINES.resolve("default.yaml").toString(),
                    "--port",
                    String.valueOf(taken.getLocalPort()));

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err().lines().skip(1))
                    .singleElement()
                    .asString()
                    .startsWith("penstock demo: port " + taken.getLocalPort());
        }
        assertThat(PenstockProcess.temporaryFiles(folder)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --input FILE                               | 2 | --input needs --topic and --key
            --topic web-requests                       | 2 | --topic needs --input
            --input FILE --topic t --key client_ip     | 2 | --topic 't' is no topic of a source of PIPELINE, expected web-requests
            --input FILE --topic web-requests --key ip | 2 | --key is 'ip', but source 'requests' of PIPELINE is partitioned by 'client_ip'
            --input FILE --topic web-requests --key client_ip --users 5 | 2 | --users makes no sense with --input
            --input none --topic web-requests --key client_ip | 1 | --input none can't be read: there is no such file
            --input CSV --topic web-requests --key client_ip | 1 | --input CSV is CSV; its first line is 'client_ip,time'
            --rate 1000                                | 2 | PIPELINE reads web-requests, made-up events go to user-login and app-events, made-up texts to sentiment_requests; give it events with --input FILE --topic T --key FIELD
            --rate 0                                   | 2 | --rate has to be a number above 0, found 0.0
            --rate Infinity                            | 2 | --rate has to be a number above 0, found Infinity
            --port 70000                               | 2 | --port has to lie between 0 and 65535, found 70000
            --http-port 70000                          | 2 | --http-port has to lie between 0 and 65535, found 70000
            --duration 5                               | 2 | Invalid value for option '--duration': '5' is no duration such as 500ms, 30s, 5m, 1h or 1d
            """)
    void shouldRefuseWhatMakesNoSenseBeforeAnythingStarts(String arguments, int exitCode, String message)
            throws IOException {
        Path file = Files.writeString(folder.resolve("lines.jsonl"), "{}");
        var err = new StringWriter();
        Path csv = Files.writeString(folder.resolve("lines.csv"), "client_ip,time\n1.1.1.1,2015-05-17T10:05:03Z\n");
        String all = "demo --pipeline " + SITE + " "
                + arguments.replace("FILE", file.toString()).replace("CSV", csv.toString());

        int found = Penstock.commandLine().setErr(new PrintWriter(err)).execute(all.split(" "));

        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith(
                        "penstock demo: " + message.replace("PIPELINE", SITE).replaceFirst("CSV", csv.toString()));
        assertThat(found).isEqualTo(exitCode);
    }

    private static void await(PenstockProcess demo, String text) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(demo.out()).contains(text));
    }
}
