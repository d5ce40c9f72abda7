// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import static org.assertj.core.api.Assertions.assertThat;

class PenstockTest {

    private static final String GOOD = """
            sources:
              clicks: {topic: shop-clicks, partitioned_by: user_id, timestamp: {field: at, unit: millis}}
              logins: {topic: shop-logins, partitioned_by: user_id, timestamp: {field: at, unit: millis}}
            streams:
              human_clicks: {from: clicks, where: {bot: false}, to: human-clicks}
            features:
              user_clicks: {from: clicks, key: user_id, window: 1m, to: user-clicks, columns: {n: {count: events}}}
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Command(name = "throw")
    static final class Throwing implements Callable<Integer> {
        @Override
        public Integer call() {
            throw new IllegalStateException("first line\n  second line");
        }
    }

    @Test
    void shouldCountWhatAGoodPipelineHolds() throws Exception {
        Path file = Files.writeString(folder.resolve("good.yaml"), GOOD);

        assertThat(execute("pipeline", "validate", file.toString())).isZero();

        assertThat(out.toString()).isEqualToNormalizingNewlines(file + ": 2 sources, 1 stream, 1 feature group\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldCountStoresWhereThereAreSome() throws Exception {
        Path file = Files.writeString(folder.resolve("good.yaml"), GOOD + "stores: {files: {parquet: features}}\n");

        assertThat(execute("pipeline", "validate", file.toString())).isZero();

        assertThat(out.toString()).endsWith(", 1 feature group, 1 store" + System.lineSeparator());
    }

    @Test
    void shouldNameEveryMistakeInTheOrderOfTheFile() throws Exception {
        Path file = Files.writeString(
                folder.resolve("bad.yaml"),
                GOOD.replace("topic: shop-logins", "topik: shop-logins")
                        .replace("from: clicks, where", "from: clickz, where")
                        .replace("unit: millis}}\n  logins", "unit: parsecs}}\n  logins")
                        .replace("window: 1m", "window: soon")
                        .replace("count: events", "cuont: events"));

        assertThat(execute("pipeline", "validate", file.toString())).isEqualTo(1);

        String[] lines = err.toString().lines().toArray(String[]::new);
        assertThat(lines).hasSize(5).isSorted();
        assertThat(lines).allSatisfy(line -> assertThat(line).startsWith(file + ":"));
        assertThat(String.join("\n", lines))
                .containsSubsequence("parsecs", "topik", "clickz", "soon", "cuont")
                .contains(":2:", ":3:", ":5:", ":7:");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldHoldAPipelineAgainstEvents() throws Exception {
        Path file = Files.writeString(folder.resolve("good.yaml"), GOOD);
        Path events = Files.writeString(folder.resolve("events.json"), "[{\"user\":\"ann\"},\n{\"usr\":\"bob\"}]");

        assertThat(execute("pipeline", "validate", file.toString(), "--sample", events.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--sample needs --source, as there are several: clicks, logins");

        assertThat(execute("pipeline", "validate", file.toString(), "--sample=" + events, "--source=clicks"))
                .isEqualTo(1);
        assertThat(out.toString()).contains(events + ": 0 events of source 'clicks' among 2");
        assertThat(err.toString()).contains(events + ": error: none of the 2 can be taken as an event");
    }

    @Test
    void shouldSayThatAFileIsMissing() {
        Path file = folder.resolve("missing.yaml");

        assertThat(execute("pipeline", "validate", file.toString())).isEqualTo(1);

        assertThat(err.toString()).isEqualToNormalizingNewlines(file + ": there is no such file\n");
    }

    @Test
    void shouldSayThatAFolderIsNoFile() {
        assertThat(execute("pipeline", "validate", folder.toString())).isEqualTo(1);

        assertThat(err.toString()).isEqualToNormalizingNewlines(folder + ": is a folder, not a pipeline file\n");
    }

    @Test
    void shouldSayWhereAFileIsNotUtf8() throws Exception {
        Path file =
                Files.write(folder.resolve("latin1.yaml"), "# Ü\nname: Jürgen".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(execute("pipeline", "validate", file.toString())).isEqualTo(1);

        assertThat(err.toString()).isEqualToNormalizingNewlines(file + ":1: is not UTF-8 text; found the byte 0xDC\n");
    }

    @Test
    void shouldSayWhereATextEndsWithinACharacter() throws Exception {
        Path file = Files.write(folder.resolve("cut.yaml"), new byte[] {'a', '\n', (byte) 0xE2, (byte) 0x82});

        assertThat(execute("pipeline", "validate", file.toString())).isEqualTo(1);

        assertThat(err.toString()).isEqualToNormalizingNewlines(file + ":2: is not UTF-8 text; found the byte 0xE2\n");
    }

    @Test
    void shouldReadNoMoreThanAPipelineMayHave() throws Exception {
        Path file = Files.write(folder.resolve("large.yaml"), new byte[(4 << 20) + 1]);

        assertThat(execute("pipeline", "validate", file.toString())).isEqualTo(1);

        assertThat(err.toString())
                .isEqualToNormalizingNewlines(file + ": is larger than 4 MiB, the most for a pipeline file\n");
    }

    @Test
    void shouldPrintATopology() throws Exception {
        Path file = Files.writeString(folder.resolve("good.yaml"), GOOD);

        assertThat(execute("topology", "--pipeline", file.toString())).isZero();
        assertThat(out.toString()).startsWith("flowchart ").contains("[\"human-clicks\"]", "[(\"user_clicks\")]");

        assertThat(execute("topology", "--pipeline", file.toString(), "--format", "text"))
                .isZero();
        assertThat(out.toString()).contains("Topologies:\n   Sub-topology: 0", "(topics: [shop-clicks])");
    }

    @Test
    void shouldWritePagesAboutATopology() throws Exception {
        Path file = Files.writeString(folder.resolve("good.yaml"), GOOD);
        Path docs = folder.resolve("a/b");

        assertThat(execute("topology", "--pipeline", file.toString(), "--docs", docs.toString()))
                .isZero();

        assertThat(out.toString()).isEmpty();
        assertThat(docs.resolve("dictionary.md")).content().contains("Dictionary of good.yaml", "`human-clicks`");
        assertThat(docs.resolve("features.md")).content().contains("## `user_clicks`");
    }

    @Test
    void shouldSayWherePagesCannotBeWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("good.yaml"), GOOD);

        assertThat(execute("topology", "--pipeline", file.toString(), "--docs", file.toString()))
                .isEqualTo(1);

        assertThat(err.toString())
                .isEqualToNormalizingNewlines(
                        "penstock topology: " + file + ": cannot be written to: there is a file of that name\n");
    }

    @Test
    void shouldSuggestACommandForAMistypedOne() {
        assertThat(execute("brokr")).isEqualTo(2);

        assertThat(err.toString()).contains("'brokr'").containsPattern("Did you mean: .*penstock broker");
    }

    @Test
    void shouldListCommandsAsWrongUsageWhenNoneIsNamed() {
        assertThat(execute()).isEqualTo(2);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .containsPattern("(?m)^  pipeline +")
                .containsPattern("(?m)^  broker +")
                .containsPattern("(?m)^  kafka +")
                .containsPattern("(?m)^  test +");
    }

    @Test
    void shouldListCommandsAsHelp() {
        assertThat(execute("--help")).isZero();

        assertThat(out.toString()).containsPattern("(?m)^  test +");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldTellItsVersions() {
        assertThat(execute("--version")).isZero();

        assertThat(out.toString()).containsPattern("^Penstock .+, Kafka 4\\.4\\.0, Java \\d+");
    }

    @Test
    void shouldTellAnUnexpectedFailureInOneLineAndAHint() {
        assertThat(execute("throw")).isEqualTo(1);

        assertThat(err.toString().lines())
                .containsExactly(
                        "penstock throw: java.lang.IllegalStateException: first line second line",
                        "(PENSTOCK_JAVA_OPTS=-Dpenstock.log=DEBUG shows the stack trace)");
    }

    @Test
    void shouldSayHowToBuildACommandThatIsNotThere() {
        CommandLine command = Penstock.commandLine().addSubcommand("absent", new MissingCommand());
        command.setErr(new PrintWriter(err)).setOut(new PrintWriter(out));

        assertThat(command.execute("absent", "what", "--ever")).isEqualTo(1);
        assertThat(err.toString()).contains("penstock absent: its module is not built; to build it: mvn ");

        command.usage(new PrintWriter(out));
        assertThat(out.toString()).contains("bench").doesNotContain("absent");
    }

    @Test
    void shouldMakeOnlyTheCommandThatIsAskedFor() {
        assertThat(Penstock.commandLine("dlq", "list").getSubcommands()).containsOnlyKeys("dlq");
        assertThat(Penstock.commandLine("dql", "list").getSubcommands().keySet())
                .containsExactlyElementsOf(Commands.NAMES);
    }

    @Test
    void shouldKnowEachCommandByTheNameThatItHas() {
        assertThat(Commands.NAMES)
                .allSatisfy(name -> assertThat(new CommandLine(Commands.make(name)).getCommandName())
                        .isEqualTo(name));
    }

    private int execute(String... arguments) {
        CommandLine command = Penstock.commandLine();
        return command.addSubcommand(new CommandLine(new Throwing())
                        .setExecutionExceptionHandler(command.getExecutionExceptionHandler()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
