// SPDX-License-Identifier: Apache-2.0
package dev.penstock.kafka.tool;

import dev.penstock.kafka.Clients;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.kafka.Penstock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import static org.assertj.core.api.Assertions.assertThat;

class KafkaToolCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Stands for a tool of Kafka's. */
    static final class Echo {
        static volatile List<String> arguments = List.of();

        public static void main(String[] args) {
            arguments = List.of(args);
        }
    }

    /** A tool whose main returns while a thread of its own still works, as Kafka's replica-verification does. */
    static final class Busy {
        static final AtomicBoolean DONE = new AtomicBoolean();

        public static void main(String[] args) {
            Thread main = Thread.currentThread();
            new Thread(() -> {
                        // The thread that ran main either waits for this one, as it should, or ends.
                        while (main.isAlive() && main.getState() != Thread.State.WAITING) {
                            Thread.onSpinWait();
                        }
                        DONE.set(true);
                    })
                    .start();
        }
    }

    static final class Failing {
        public static void main(String[] args) {
            throw new IllegalStateException("no such broker");
        }
    }

    @Command(name = "penstock")
    static final class Root {}

    @Test
    void shouldHandArgumentsOnUnchanged() throws Exception {
        Path file = Files.writeString(folder.resolve("arguments"), "--from-a-file");
        List<String> arguments = List.of(
                "--help",
                "-h",
                "--topic",
                "kafka",
                "echo",
                "@" + file,
                "@@x",
                "--",
                "-1",
                "",
                " a 'b' \"c\" ",
                "--x=y=z",
                "${x}");

        List<String> all = new ArrayList<>(List.of("kafka", "echo"));
        all.addAll(arguments);

        assertThat(execute(all.toArray(String[]::new))).isZero();

        assertThat(Echo.arguments).isEqualTo(arguments);
    }

    @Test
    void shouldHandArgumentsOnUnchangedWithoutAParentCommand() {
        CommandLine command = new CommandLine(new KafkaToolCommand(stubs()));

        command.execute("echo", "--topic", "kafka", "echo");

        assertThat(Echo.arguments).containsExactly("--topic", "kafka", "echo");
    }

    @Test
    void shouldWaitForThreadsThatAToolLeavesRunning() {
        assertThat(execute("kafka", "busy")).isZero();

        assertThat(Busy.DONE).isTrue();
    }

    @Test
    void shouldFailWhenAToolThrows() {
        assertThat(execute("kafka", "failing")).isEqualTo(1);

        assertThat(err)
                .hasToString("penstock kafka failing: java.lang.IllegalStateException: no such broker"
                        + System.lineSeparator());
    }

    @Test
    void shouldListToolsWhenNoneIsNamed() {
        assertThat(execute("kafka")).isEqualTo(2);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).containsPattern("(?m)^  echo +stands in$");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "--help"})
    void shouldListToolsAsHelp(String option) {
        assertThat(execute("kafka", option)).isZero();

        assertThat(out.toString()).containsPattern("(?m)^  echo +stands in$");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldSuggestTheNearestTool() {
        assertThat(execute("kafka", "ehco", "--topic", "x")).isEqualTo(2);

        assertThat(err.toString())
                .isEqualToNormalizingNewlines("penstock kafka: Kafka has no tool called 'ehco'; did you mean 'echo'?"
                        + " penstock kafka --help names all\n");
    }

    @Test
    void shouldSuggestNothingThatIsNotNear() {
        assertThat(execute("kafka", "nope")).isEqualTo(2);

        assertThat(err.toString())
                .isEqualToNormalizingNewlines(
                        "penstock kafka: Kafka has no tool called 'nope'; penstock kafka --help names all\n");
    }

    @Test
    void shouldPrintWhatATopicHoldsAndNothingElse() throws Exception {
        try (LocalKafka kafka = LocalKafka.start()) {
            kafka.createTopic("orders", 1);
            try (var producer = Clients.transactionalProducer(kafka, "till")) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(Clients.record("orders", "given up"));
                producer.flush();
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(Clients.record("orders", "kept"));
                producer.commitTransaction();
            }

            var topics = tool(kafka, "topics", "--list");
            assertThat(topics.exitCode()).isZero();
            assertThat(topics.out().lines()).containsExactlyInAnyOrder("__transaction_state", "orders");
            assertThat(topics.err()).isEmpty();

            var records = tool(
                    kafka,
                    "console-consumer",
                    "--topic",
                    "orders",
                    "--from-beginning",
                    "--isolation-level",
                    "read_committed",
                    "--max-messages",
                    "1");
            assertThat(records.exitCode()).isZero();
            assertThat(records.out()).isEqualToNormalizingNewlines("kept\n");
            assertThat(records.err())
                    .contains("Processed a total of 1 messages")
                    .doesNotContain("WARN", "ERROR");
        }
    }

    @Test
    void shouldExitWithTheToolsOwnCode() throws Exception {
        try (LocalKafka kafka = LocalKafka.start()) {
            var result = tool(kafka, "topics", "--describe", "--topic", "missing");

            assertThat(result.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void shouldShowTheToolsOwnHelp() throws Exception {
        var result = Penstock.run(folder, "kafka", "topics", "--help");

        assertThat(result.out() + result.err()).contains("--if-not-exists").doesNotContain("Tools (TOOL");
    }

    private Penstock.Result tool(LocalKafka kafka, String tool, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("kafka", tool, "--bootstrap-server", kafka.bootstrapServers()));
        all.addAll(List.of(arguments));
        return Penstock.run(folder, all.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        return new CommandLine(new Root())
                .addSubcommand(new KafkaToolCommand(stubs()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private static List<KafkaTool> stubs() {
        return List.of(
                new KafkaTool("echo", Echo.class, "stands in"),
                new KafkaTool("busy", Busy.class, "stands in"),
                new KafkaTool("failing", Failing.class, "stands in"));
    }
}
