// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.harness.Figure;
import dev.penstock.bench.harness.Figures;
import dev.penstock.bench.question.Answer;
import dev.penstock.bench.question.Case;
import dev.penstock.bench.question.Round;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class TargetsTest {

    @Test
    void shouldSayWhatWasReachedOfWhatWasWanted() {
        assertThat(reached(speeds(Contenders.MICRO_BATCH_2, 2_100_000, 2_200_000)))
                .contains("| events/s with 2 threads | ≥ 2,000,000 | 2,150,000 (2,100,000-2,200,000) | yes |");
        assertThat(reached(speeds(Contenders.MICRO_BATCH_2, 1_000_000)))
                .contains("| events/s with 2 threads | ≥ 2,000,000 | 1,000,000 | no |");
    }

    @Test
    void shouldSayWhereRoundsDisagree() {
        assertThat(reached(speeds(Contenders.MICRO_BATCH_2, 1_900_000, 2_200_000)))
                .anyMatch(row -> row.endsWith("| yes, not in every round |"));
        assertThat(reached(speeds(Contenders.MICRO_BATCH_2, 1_500_000, 2_200_000)))
                .anyMatch(row -> row.endsWith("| no, but in some rounds |"));
    }

    @Test
    void shouldTellTheAimFromWhatIsWanted() {
        List<Round> consumer = speeds(Contenders.JACKSON_1, 100);

        assertThat(reached(both(speeds(Contenders.MICRO_BATCH_1, 70), consumer)))
                .containsExactly(
                        "| events/s of one thread / consumer that decodes with Jackson | ≥ 0.6, aim 0.9 | 0.700"
                                + " | yes, not the aim |");
        assertThat(reached(both(speeds(Contenders.MICRO_BATCH_1, 95), consumer)))
                .anyMatch(row -> row.endsWith("| yes, and the aim |"));
        assertThat(reached(both(speeds(Contenders.MICRO_BATCH_1, 50), consumer)))
                .anyMatch(row -> row.endsWith("| no |"));
    }

    @Test
    void shouldTakeTheBestCommitIntervalForFreshness() {
        var answer = new Answer(
                QuestionReport.FRESHNESS.text(),
                List.of(
                        fresh("10,000 events/s, commit every 25 ms", 60),
                        fresh("100,000 events/s, commit every 25 ms", 190),
                        fresh("100,000 events/s, commit every 50 ms", 140)),
                List.of());

        assertThat(rows(Targets.measured(results(answer)).markdown()))
                .containsExactly(
                        "| p99 from event to row at 100,000 events/s, ms, at the best commit interval | ≤ 150 |"
                                + " 140 | yes |");
    }

    @Test
    void shouldNameWhatWasNotMeasured() {
        var answer = new Answer(QuestionReport.THROUGHPUT.text(), List.of(), List.of());

        assertThat(rows(Targets.table(results(answer)).markdown()))
                .hasSizeGreaterThan(15)
                .allMatch(row -> row.endsWith("| not measured | - |"));
    }

    private static List<Round> both(List<Round> some, List<Round> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static List<String> reached(List<Round> rounds) {
        var answer = new Answer(QuestionReport.THROUGHPUT.text(), List.of(new Case("", Map.of(), rounds)), List.of());
        return rows(Targets.measured(results(answer)).markdown());
    }

    private static List<String> rows(String table) {
        return table.lines().skip(2).map(row -> row.replaceAll(" +", " ")).toList();
    }

    private static List<Round> speeds(String contender, double... eventsPerSecond) {
        return Stream.iterate(0, round -> round + 1)
                .limit(eventsPerSecond.length)
                .map(round -> new Round(
                        contender,
                        round + 1,
                        new Figures(Map.of(Figure.EVENTS_PER_SECOND, eventsPerSecond[round])),
                        List.of()))
                .toList();
    }

    private static Case fresh(String name, double millis) {
        var figures = new Figures(Map.of(Figure.P99_MILLIS, millis));
        return new Case(name, Map.of(), List.of(new Round(Contenders.MICRO_BATCH_2, 1, figures, List.of())));
    }

    private static Results results(Answer answer) {
        return new Results("bench", "2026-11-21T00:00:00Z", 0, Machine.here(), List.of(answer));
    }
}
