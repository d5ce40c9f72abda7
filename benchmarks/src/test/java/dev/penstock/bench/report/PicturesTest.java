// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import dev.penstock.bench.harness.Figure;
import dev.penstock.bench.harness.Figures;
import dev.penstock.bench.question.Answer;
import dev.penstock.bench.question.Case;
import dev.penstock.bench.question.Round;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class PicturesTest {

    @Test
    void shouldShowMediansAndLeaveOutWhoWasWrong() {
        var wrong = new Round("b", 1, figures(9), List.of("a row is missing"));
        var asked = new Case("", Map.of(), List.of(round("a", 1, 10), round("a", 2, 20), round("a", 3, 60), wrong));

        assertThat(bars("throughput", asked)).containsExactly(new BarChart.Bar("a", List.of(20.0)));
    }

    @Test
    void shouldNameBarsByWhatTellsThemApart() {
        var few = new Case("few", Map.of(), List.of(round("a", 1, 10), round("b", 1, 20)));
        var many = new Case("many", Map.of(), List.of(round("a", 1, 30), round("c", 1, 40)));

        assertThat(bars("throughput", few, many))
                .extracting(BarChart.Bar::name)
                .containsExactly("few, a", "b", "many, a", "c");
    }

    @Test
    void shouldDrawNothingWithoutFigures() {
        assertThat(Pictures.of(results("keys", new Case("few", Map.of(), List.of()))))
                .isEmpty();
    }

    private static List<BarChart.Bar> bars(String question, Case... cases) {
        return Pictures.of(results(question, cases)).get(question).bars();
    }

    private static Results results(String question, Case... cases) {
        var answer = new Answer(question, List.of(cases), List.of());
        return new Results("bench", "2026-11-21T00:00:00Z", 0, Machine.here(), List.of(answer));
    }

    private static Round round(String contender, int number, double value) {
        return new Round(contender, number, figures(value), List.of());
    }

    private static Figures figures(double eventsPerSecond) {
        return new Figures(Map.of(Figure.EVENTS_PER_SECOND, eventsPerSecond));
    }
}
