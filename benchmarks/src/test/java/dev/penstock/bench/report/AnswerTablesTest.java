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

class AnswerTablesTest {

    @Test
    void shouldNameTheCaseWhereThereAreSeveral() {
        var answer = new Answer(
                "freshness",
                List.of(
                        new Case("slow", Map.of(), List.of(round(1, 30), round(2, 50))),
                        new Case("fast", Map.of(), List.of(round(1, 70)))),
                List.of());

        assertThat(AnswerTables.figures(answer).markdown().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "| case | contender | p50 ms | p99 ms | p99.9 ms | max ms | cores | rounds | answer |",
                        "| ---- | --------- | ---------------: | -----: | -------: | -----: | ----: | -----: | -----: |",
                        "| slow | a | 40.0 (30.0-50.0) | - | - | - | - | 2 | right |",
                        "| fast | a | 70.0 | - | - | - | - | 1 | right |");
    }

    @Test
    void shouldSayHowMuchEachHadToReadWhereThatIsNotAll() {
        var played =
                List.of(new Round("fast", 1, Figures.NONE, List.of()), new Round("slow", 1, Figures.NONE, List.of()));
        var asked = new Case("", Map.of("share of fast", "1.0", "share of slow", "0.0625"), played);

        assertThat(AnswerTables.figures(new Answer("scale", List.of(asked), List.of()))
                        .plain()
                        .lines()
                        .map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "contender events/s CPU us/event events read rounds answer",
                        "fast - - all 1 right",
                        "slow - - 1/16 1 right");
    }

    @Test
    void shouldSayWhichContenderFailed() {
        var failed = new Round("a", 1, Figures.NONE, List.of("it ended early"));
        var answer = new Answer("scale", List.of(new Case("", Map.of(), List.of(failed))), List.of());

        assertThat(AnswerTables.figures(answer).plain().lines().skip(1).map(line -> line.replaceAll(" +", " ")))
                .containsExactly("a - - 1 FAILED");
    }

    private static Round round(int number, double millis) {
        return new Round("a", number, new Figures(Map.of(Figure.P50_MILLIS, millis)), List.of());
    }
}
