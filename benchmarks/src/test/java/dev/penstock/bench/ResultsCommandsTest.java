// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.harness.Figure;
import dev.penstock.bench.harness.Figures;
import dev.penstock.bench.question.Answer;
import dev.penstock.bench.question.Case;
import dev.penstock.bench.question.Round;
import dev.penstock.bench.report.Machine;
import dev.penstock.bench.report.Published;
import dev.penstock.bench.report.Results;
import dev.penstock.bench.report.ResultsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code bench compare}, {@code bench charts} and {@code bench publish}. */
class ResultsCommandsTest {

    private static final int WHITE = 0xFFFFFFFF;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldShowWhatBecameWorseAndExitWithOne() {
        Path before = file("before.json", 100, 101, 102);
        Path after = file("after.json", 80, 81, 82);

        assertThat(run("compare", before, after)).isEqualTo(1);

        assertThat(out.toString().lines().skip(1).map(line -> line.replaceAll(" +", " ")))
                .containsExactly("throughput a events/s 101 (100-102) 81.0 (80.0-82.0) -19.8 % worse");
        assertThat(err).hasToString("1 figures in both files: 0 better, 1 worse" + System.lineSeparator());
    }

    @Test
    void shouldExitWithZeroWhereNothingMovedOrBecameBetter() {
        Path before = file("before.json", 100, 101, 102);

        assertThat(run("compare", before, file("same.json", 101, 102, 103))).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(run("compare", before, file("better.json", 201, 202, 203))).isZero();
        assertThat(out.toString()).contains("better");
    }

    @Test
    void shouldExitWithOneWhereAnAnswerIsWrongThatWasRight() {
        Path wrong = folder.resolve("wrong.json");
        write(wrong, List.of(new Round("a", 1, Figures.NONE, List.of("it ended early"))));

        assertThat(run("compare", file("before.json", 100), wrong)).isEqualTo(1);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .containsExactly(
                        "throughput, a: the answer was wrong in the second file",
                        "0 figures in both files: 0 better, 0 worse; 1 newly failed or wrong");
    }

    @Test
    void shouldPublishUnderANameWhereAPageHasAPlaceForIt() throws IOException {
        Path project = project("<!-- results: throughput-long -->\n<!-- results: end -->\n");
        Files.copy(file("all.json", 100), project.resolve(Published.RESULTS));

        assertThat(publish(file("long.json", 4321), project, "throughput-long")).isZero();

        assertThat(project.resolve("docs/tuning.md")).content().contains("4,321");
        assertThat(project.resolve("benchmarks/results-throughput-long.json"))
                .hasSameTextualContentAs(folder.resolve("long.json"));
    }

    @Test
    void shouldSayThatNoPageHasAPlaceForAName() throws IOException {
        Path project = project("");

        assertThat(publish(file("long.json", 4321), project, "throughput-long")).isEqualTo(1);

        assertThat(err.toString()).startsWith("no page has a place for 'throughput-long'");

        assertThat(project.resolve("benchmarks")).isDirectoryNotContaining("glob:**.json");
    }

    private Path project(String tuning) throws IOException {
        Path project = folder.resolve("project");
        for (Path page : Published.PAGES) {
            Files.createDirectories(project.resolve(page).getParent());
            Files.writeString(project.resolve(page), page.endsWith("tuning.md") ? tuning : "");
        }
        return project;
    }

    private int publish(Path results, Path project, String name) {
        return new CommandLine(new PublishCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((e, command, line) -> {
                    command.getErr().println(e.getMessage());
                    return 1;
                })
                .execute(results.toString(), "--project", project.toString(), "--as", name);
    }

    @Test
    void shouldDrawAPictureOnALightGround() throws IOException {
        assertThat(run("charts", file("results.json", 100), Path.of("--to"), folder.resolve("new")))
                .isZero();

        Path picture = folder.resolve("new").resolve("throughput.png");
        assertThat(out).hasToString(picture + System.lineSeparator());
        BufferedImage image = ImageIO.read(picture.toFile());
        assertThat(image.getWidth()).isEqualTo(900);
        assertThat(image.getRGB(0, 0)).isEqualTo(WHITE);
        assertThat(colours(image)).contains(0xFF2F6FBF);
    }

    private static List<Integer> colours(BufferedImage image) {
        List<Integer> colours = new ArrayList<>();
        for (int y = 0; y < image.getHeight(); y++) {
            colours.add(image.getRGB(image.getWidth() / 2, y));
        }
        return colours;
    }

    private int run(String command, Path... arguments) {
        List<String> line = new ArrayList<>(List.of(command));
        List.of(arguments).forEach(argument -> line.add(argument.toString()));
        return new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(line.toArray(String[]::new));
    }

    private Path file(String name, double... eventsPerSecond) {
        List<Round> rounds = new ArrayList<>();
        for (double value : eventsPerSecond) {
            var figures = new Figures(Map.of(Figure.EVENTS_PER_SECOND, value));
            rounds.add(new Round("a", rounds.size() + 1, figures, List.of()));
        }
        Path file = folder.resolve(name);
        write(file, rounds);
        return file;
    }

    private static void write(Path file, List<Round> rounds) {
        var answer = new Answer("throughput", List.of(new Case("", Map.of(), rounds)), List.of());
        ResultsFile.write(file, new Results("throughput", "2026-11-21T00:00:00Z", 0, Machine.here(), List.of(answer)));
    }
}
