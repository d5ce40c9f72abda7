// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import dev.penstock.bench.harness.Figure;
import dev.penstock.bench.harness.Figures;
import dev.penstock.bench.question.Answer;
import dev.penstock.bench.question.Case;
import dev.penstock.bench.question.Round;
import dev.penstock.cli.support.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PublishedTest {

    /** Tests run in the module's folder. */
    private static final Path PROJECT = Path.of("..");

    @Test
    void shouldShowTheResultsThatAreThereOnEachPage() throws IOException {
        Published published = Published.in(PROJECT);

        for (Path page : Published.PAGES) {
            String text = Files.readString(PROJECT.resolve(page));
            assertThat(text)
                    .as("%s; './penstock bench publish %s' mends it", page, Published.RESULTS)
                    .contains("<!-- results: ")
                    .isEqualTo(published.page(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"machine", "targets"})
    void shouldTellWhatWasReachedOnTheFirstPage(String name) throws IOException {
        assertThat(Published.shows(Files.readString(PROJECT.resolve("README.md")), name))
                .isTrue();
    }

    @Test
    void shouldHaveThePicturesOfTheResultsThatAreThere() {
        Results results = ResultsFile.read(PROJECT.resolve(Published.RESULTS));

        assertThat(Pictures.of(results))
                .isNotEmpty()
                .allSatisfy((name, chart) -> assertThat(
                                BarChart.date(PROJECT.resolve(Published.CHARTS).resolve(name + ".png")))
                        .as("%s.png; './penstock bench publish %s' mends it", name, Published.RESULTS)
                        .isEqualTo(results.date()));
    }

    @Test
    void shouldPutTablesWhereTheirQuestionIsNamedAndLeaveAllElse() {
        assertThat(published().page("before\n" + place("keys") + "behind\n"))
                .startsWith("before\n<!-- results: keys -->\n\n|")
                .contains("| a ", " 1,234 |")
                .doesNotContain("old")
                .endsWith("|\n\n<!-- results: end -->\nbehind\n");
    }

    @Test
    void shouldSayOnWhatItWasMeasuredAndHowLongThatTook() {
        assertThat(published().page(place("machine")))
                .contains(
                        "Measured on 2026-11-21T00:00:00Z in one run of `./penstock bench`, which took 29 min 12 s: ",
                        ", JDK 17, ");
    }

    @Test
    void shouldSayWhyAContenderHasNoFigures() {
        var failed = new Round("a", 2, Figures.NONE, List.of("it ran out of memory\n    at some place"));
        var answer = new Answer("keys", List.of(new Case("", Map.of(), List.of(failed))), List.of());
        var results = new Results("bench", "2026-11-21T00:00:00Z", 0, Machine.here(), List.of(answer));

        assertThat(new Published(results, Map.of()).page(place("keys")))
                .contains("\n\n- a, round 2: it ran out of memory\n\n<!-- results: end -->");
    }

    @Test
    void shouldRefuseAPlaceThatThereAreNoResultsFor() {
        assertThatThrownBy(() -> published().page(place("scale")))
                .isInstanceOf(CommandException.class)
                .hasMessage("there are no results of 'scale', which a page shows; the others are keys");
    }

    @Test
    void shouldLeaveAPlaceForResultsThatWereNotPublishedYet() {
        assertThat(published().page(place("keys-long"))).isEqualTo(place("keys-long"));
    }

    @Test
    void shouldShowAllOfResultsThatWerePublishedUnderAName() {
        assertThat(published().with("keys-long", results("keys", "17", 99)).page(place("keys-long")))
                .contains("in one run of `./penstock bench keys`", "| a ", " 99.0 |")
                .doesNotContain("old", "1,234", "times");
    }

    @Test
    void shouldSetResultsOfAnotherJdkBesideThoseOfAllQuestions() {
        var published =
                new Published(results("throughput", "17", 100), Map.of("jdk25", results("throughput", "25", 120)));

        assertThat(published.page(place("jdk25")))
                .contains("as a multiple of those of 17 in the run of all questions")
                .containsPattern("\\| a +\\| +1\\.20 \\| +- \\|");
    }

    @ParameterizedTest
    @ValueSource(strings = {"end", "machine", "targets", "scale", "A", "a/b", ""})
    void shouldRefuseANameThatMeansSomethingElseOrNothing(String name) {
        assertThatThrownBy(() -> Published.requireFree(name))
                .isInstanceOf(CommandException.class)
                .hasMessageEndingWith("found '" + name + "'");
    }

    private static String place(String name) {
        return "<!-- results: " + name + " -->\n\nold\n\n<!-- results: end -->\n";
    }

    private static Published published() {
        return new Published(
                new Results(
                        "bench",
                        "2026-11-21T00:00:00Z",
                        29 * 60 + 12,
                        new Machine("x", 2, "x", "x", "17", "x"),
                        answers("keys", 1234)),
                Map.of());
    }

    private static Results results(String question, String jdk, double eventsPerSecond) {
        return new Results(
                question,
                "2026-11-22T00:00:00Z",
                60,
                new Machine("x", 2, "x", "x", jdk, "x"),
                answers(question, eventsPerSecond));
    }

    private static List<Answer> answers(String question, double eventsPerSecond) {
        var round = new Round("a", 1, new Figures(Map.of(Figure.EVENTS_PER_SECOND, eventsPerSecond)), List.of());
        return List.of(new Answer(question, List.of(new Case("", Map.of(), List.of(round))), List.of()));
    }
}
