// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import dev.penstock.bench.harness.Figure;
import dev.penstock.bench.harness.Figures;
import dev.penstock.bench.question.Answer;
import dev.penstock.bench.question.Case;
import dev.penstock.bench.question.Round;
import dev.penstock.bench.report.Comparison.Quantity;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ComparisonTest {

    @Test
    void shouldDivideFiguresOfTheSameRound() {
        List<Round> rounds =
                List.of(round("a", 1, 100, 2), round("b", 1, 50, 8), round("a", 2, 30, 2), round("b", 2, 10, 6));

        assertThat(new Comparison("a", "b", Quantity.SPEED).over(rounds)).hasValue(new Spread(2.5, 2, 3));
        assertThat(new Comparison("a", "b", Quantity.COST)
                        .over(rounds)
                        .orElseThrow()
                        .most())
                .isEqualTo(2 / 6.0);
        assertThat(new Comparison("a", "b", Quantity.EVENTS_PER_CPU).over(rounds))
                .hasValue(new Spread(3.5, 3, 4));
    }

    @Test
    void shouldLeaveOutRoundsInWhichAnAnswerWasWrong() {
        var wrong = new Round("b", 1, figures(50, 8), List.of("a row is missing"));
        List<Round> rounds = List.of(round("a", 1, 100, 2), wrong, round("a", 2, 30, 2), round("b", 2, 10, 6));

        assertThat(new Comparison("a", "b", Quantity.SPEED).over(rounds)).hasValue(new Spread(3, 3, 3));
    }

    @Test
    void shouldLeaveOutTheCompilersWhereTheyAreKnown() {
        var compared = new Comparison("a", "b", Quantity.COST_COMPILED);

        assertThat(compared.over(List.of(compiled("a", 3, 1), compiled("b", 4.5, 0.5))))
                .hasValue(new Spread(0.5, 0.5, 0.5));
        assertThat(compared.over(List.of(compiled("a", 3, 1), round("b", 1, 50, 4.5))))
                .isEmpty();
    }

    private static Round compiled(String contender, double cpuMicros, double compilerMicros) {
        return new Round(
                contender, 1, figures(50, cpuMicros).with(Figure.COMPILER_MICROS_PER_EVENT, compilerMicros), List.of());
    }

    @Test
    void shouldSayNothingAboutWhoDidNotTakePart() {
        assertThat(new Comparison("a", "b", Quantity.SPEED).over(List.of(round("a", 1, 100, 2))))
                .isEmpty();
    }

    @Test
    void shouldShowNoFiguresOfAContenderThatWasWrongOnce() {
        var wrong = new Round("a", 2, figures(77_777, 8), List.of("a row is missing"));

        var asked = new Case("", Map.of(), List.of(round("a", 1, 77_777, 2), wrong, round("b", 1, 88_888, 1)));
        String table = AnswerTables.figures(new Answer("throughput", List.of(asked), List.of()))
                .plain();

        assertThat(table).contains("WRONG", "88,888").doesNotContain("77,777");
    }

    private static Round round(String contender, int number, double eventsPerSecond, double cpuMicros) {
        return new Round(contender, number, figures(eventsPerSecond, cpuMicros), List.of());
    }

    private static Figures figures(double eventsPerSecond, double cpuMicros) {
        return new Figures(Map.of(Figure.EVENTS_PER_SECOND, eventsPerSecond, Figure.CPU_MICROS_PER_EVENT, cpuMicros));
    }
}
