// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.report.Answer;
import dev.penstock.bench.report.BarChart;
import dev.penstock.bench.report.Case;
import dev.penstock.bench.report.Figure;
import dev.penstock.bench.report.Figures;
import dev.penstock.bench.report.Machine;
import dev.penstock.bench.report.Results;
import dev.penstock.bench.report.ResultsFile;
import dev.penstock.bench.report.Round;
import dev.penstock.event.config.CommandException;
import org.junit.jupiter.api.Test;

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
        Results results = ResultsFile.read(PROJECT.resolve(Published.RESULTS));

        for (Path page : List.of(Published.FIRST_PAGE, Published.PAGE)) {
            String text = Files.readString(PROJECT.resolve(page));
            assertThat(text)
                    .as("%s; './penstock bench publish %s' mends it", page, Published.RESULTS)
                    .contains("<!-- results: throughput -->")
                    .isEqualTo(Published.page(text, results));
        }
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
        String page = "before\n<!-- results: keys -->\nold\n<!-- results: end -->\nbehind\n";

        assertThat(Published.page(page, results()))
                .startsWith("before\n<!-- results: keys -->\n\n|")
                .contains("| a ", " 1,234 |")
                .doesNotContain("old")
                .endsWith("|\n\n<!-- results: end -->\nbehind\n");
    }

    @Test
    void shouldRefuseAPlaceThatThereAreNoResultsFor() {
        assertThatThrownBy(() -> Published.page("<!-- results: scale -->\n<!-- results: end -->", results()))
                .isInstanceOf(CommandException.class)
                .hasMessage("there are no results of 'scale', which a page shows; the others are keys");
    }

    private static Results results() {
        var round = new Round("a", 1, new Figures(Map.of(Figure.EVENTS_PER_SECOND, 1234.0)), List.of());
        var answer = new Answer("keys", List.of(new Case("", Map.of(), List.of(round))), List.of());
        return new Results("bench", "2026-11-21T00:00:00Z", Machine.here(), List.of(answer));
    }
}
