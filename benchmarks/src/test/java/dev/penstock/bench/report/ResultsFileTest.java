// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import dev.penstock.bench.harness.Figure;
import dev.penstock.bench.harness.Figures;
import dev.penstock.bench.question.Answer;
import dev.penstock.bench.question.Case;
import dev.penstock.bench.question.Round;
import dev.penstock.cli.support.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ResultsFileTest {

    @TempDir
    private Path folder;

    @Test
    void shouldReadWhatWasWritten() {
        var figures = new Figures(Map.of(Figure.EVENTS_PER_SECOND, 1.5, Figure.P999_MILLIS, 12.0));
        var rounds = List.of(
                new Round("a", 1, figures, List.of()), new Round("b", 1, Figures.NONE, List.of("it ended early")));
        var answer = new Answer("keys", List.of(new Case("few", Map.of("events", "7"), rounds)), List.of("no more"));
        var results = new Results("bench", "2026-11-21T00:00:00Z", 1_752, Machine.unknown("17"), List.of(answer));
        Path file = folder.resolve("new").resolve("results.json");

        ResultsFile.write(file, results);

        assertThat(ResultsFile.read(file)).isEqualTo(results);
        assertThat(file.getParent()).isDirectoryContaining(path -> path.equals(file));
    }

    @Test
    void shouldReadEachForkOfAMicroBenchmarkAsARound() throws IOException {
        Path file = Files.writeString(folder.resolve("jmh.json"), """
                [{"benchmark": "dev.penstock.bench.jmh.CombineBenchmark.merge", "vmName": "VM", "vmVersion": "17",
                  "primaryMetric": {"scoreUnit": "ns/op", "score": 2.0, "rawData": [[1.0, 2.0], [3.0]]}}]
                """);

        Case read = ResultsFile.read(file).answers().get(0).cases().get(0);

        assertThat(read.values("CombineBenchmark.merge", Figure.NANOS_PER_OPERATION))
                .containsExactly(1.5, 3.0);
    }

    @Test
    void shouldReadResultsThatDoNotSayHowLongTheyTook() throws IOException {
        Path file = Files.writeString(folder.resolve("old.json"), """
                {"benchmark": "keys", "date": "2026-11-21T00:00:00Z", "answers": [],
                 "machine": {"processor": "x", "processors": 2, "memory": "x", "system": "x", "jdk": "17", "commit": "x"}}
                """);

        assertThat(ResultsFile.read(file).seconds()).isZero();
    }

    @Test
    void shouldSayWhichFileIsMissingAndWhichIsSomethingElse() throws IOException {
        Path other = Files.writeString(folder.resolve("other.json"), "{\"benchmark\": \"throughput\", \"rounds\": 3}");

        assertThatThrownBy(() -> ResultsFile.read(folder.resolve("none.json")))
                .isInstanceOf(CommandException.class)
                .hasMessage("there is no file " + folder.resolve("none.json"));
        assertThatThrownBy(() -> ResultsFile.read(other))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith(other + " is no results file of this version of Penstock: ");
    }
}
