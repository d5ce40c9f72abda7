// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import dev.penstock.bench.harness.Figure;
import dev.penstock.bench.harness.Figures;
import dev.penstock.bench.question.Answer;
import dev.penstock.bench.question.Case;
import dev.penstock.bench.question.Round;
import dev.penstock.bench.report.Change.Verdict;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ChangesTest {

    private static final Round WRONG =
            new Round("a", 1, new Figures(Map.of(Figure.EVENTS_PER_SECOND, 9.0)), List.of("a row is missing"));

    @Test
    void shouldTellWhatBecameBetterAndWhatBecameWorse() {
        assertThat(verdict(Figure.EVENTS_PER_SECOND, List.of(100.0, 101.0, 99.0), List.of(120.0, 121.0, 119.0)))
                .isEqualTo(Verdict.BETTER);
        assertThat(verdict(Figure.CPU_MICROS_PER_EVENT, List.of(100.0, 101.0, 99.0), List.of(120.0, 121.0, 119.0)))
                .isEqualTo(Verdict.WORSE);
        assertThat(verdict(Figure.CPU_MICROS_PER_EVENT, List.of(120.0, 121.0, 119.0), List.of(100.0, 101.0, 99.0)))
                .isEqualTo(Verdict.BETTER);
    }

    @Test
    void shouldTakeRoundsThatOverlapForTheSame() {
        assertThat(verdict(Figure.EVENTS_PER_SECOND, List.of(100.0, 102.0, 131.0), List.of(130.0, 132.0, 133.0)))
                .isEqualTo(Verdict.SAME);
    }

    @Test
    void shouldTakeMediansForTheSameThatLieNoFurtherApartThanTheRoundsOfAFile() {
        assertThat(verdict(Figure.EVENTS_PER_SECOND, List.of(80.0, 100.0, 109.0), List.of(110.0, 112.0, 114.0)))
                .isEqualTo(Verdict.SAME);
    }

    @Test
    void shouldTakeSmallDifferencesForTheSameHoweverSteadyTheRounds() {
        assertThat(verdict(Figure.EVENTS_PER_SECOND, List.of(100.0, 100.0), List.of(104.0, 104.0)))
                .isEqualTo(Verdict.SAME);
        assertThat(verdict(Figure.EVENTS_PER_SECOND, List.of(100.0, 100.0), List.of(106.0, 106.0)))
                .isEqualTo(Verdict.BETTER);
    }

    @Test
    void shouldAskMoreOfASingleRound() {
        assertThat(verdict(Figure.EVENTS_PER_SECOND, List.of(100.0), List.of(110.0)))
                .isEqualTo(Verdict.SAME);
        assertThat(verdict(Figure.EVENTS_PER_SECOND, List.of(100.0, 100.0), List.of(116.0)))
                .isEqualTo(Verdict.BETTER);
    }

    @Test
    void shouldNotTakeNextToNothingForWorseThanNothing() {
        assertThat(verdict(Figure.DISK_BYTES_PER_EVENT, List.of(0.0, 0.0), List.of(0.01, 0.02)))
                .isEqualTo(Verdict.SAME);
        assertThat(verdict(Figure.TIMEOUTS, List.of(0.0, 0.0), List.of(1.0, 2.0)))
                .isEqualTo(Verdict.SAME);
        assertThat(verdict(Figure.TIMEOUTS, List.of(0.0, 0.0), List.of(40.0, 50.0)))
                .isEqualTo(Verdict.WORSE);
    }

    @Test
    void shouldNotCompareCasesThatWereMeasuredWithOtherSettings() {
        var changes = Changes.between(
                results(Map.of("events", "1000", "heap", "1g"), rounds("a", Figure.EVENTS_PER_SECOND, List.of(1.0))),
                results(Map.of("events", "2000", "heap", "1g"), rounds("a", Figure.EVENTS_PER_SECOND, List.of(2.0))));

        assertThat(changes.all()).isEmpty();
        assertThat(changes.remarks())
                .containsExactly("keys, few: not compared, since settings differ: events was 1000 and is 2000");
    }

    @Test
    void shouldCompareWhoIsInBothAndNameTheOthers() {
        List<Round> before = new ArrayList<>(rounds("a", Figure.EVENTS_PER_SECOND, List.of(1.0)));
        before.addAll(rounds("b", Figure.EVENTS_PER_SECOND, List.of(1.0)));

        var changes = Changes.between(
                results(Map.of("share of b", "0.5"), before),
                results(Map.of(), rounds("a", Figure.EVENTS_PER_SECOND, List.of(2.0))));

        assertThat(changes.all()).extracting(Change::contender).containsExactly("a");
        assertThat(changes.remarks()).containsExactly("keys, few, b: only in the first file");
    }

    @Test
    void shouldNameWhoIsNew() {
        List<Round> after = new ArrayList<>(rounds("a", Figure.EVENTS_PER_SECOND, List.of(1.0)));
        after.addAll(rounds("b", Figure.EVENTS_PER_SECOND, List.of(1.0)));

        var changes = Changes.between(
                results(Map.of(), rounds("a", Figure.EVENTS_PER_SECOND, List.of(1.0))), results(Map.of(), after));

        assertThat(changes.broken()).isEmpty();
        assertThat(changes.remarks()).containsExactly("keys, few, b: only in the second file");
    }

    @Test
    void shouldTakeAWrongAnswerForWorseAndNotCompareItsFigures() {
        var changes = Changes.between(
                results(Map.of(), rounds("a", Figure.EVENTS_PER_SECOND, List.of(1.0))),
                results(Map.of(), List.of(WRONG)));

        assertThat(changes.all()).isEmpty();
        assertThat(changes.broken()).containsExactly("keys, few, a: the answer was wrong in the second file");
    }

    @Test
    void shouldTakeAWrongAnswerForWorseWhateverTheSettingsOrWhoeverIsNew() {
        List<Round> before = rounds("b", Figure.EVENTS_PER_SECOND, List.of(1.0));

        assertThat(Changes.between(
                                results(Map.of("events", "1"), before), results(Map.of("events", "2"), List.of(WRONG)))
                        .broken())
                .containsExactly("keys, few, a: the answer was wrong in the second file");
    }

    @Test
    void shouldOnlyRemarkOnAnAnswerThatWasWrongBefore() {
        var both = Changes.between(results(Map.of(), List.of(WRONG)), results(Map.of(), List.of(WRONG)));
        assertThat(both.broken()).isEmpty();
        assertThat(both.remarks()).containsExactly("keys, few, a: the answer was wrong in both files");

        var mended = Changes.between(
                results(Map.of(), List.of(WRONG)),
                results(Map.of(), rounds("a", Figure.EVENTS_PER_SECOND, List.of(1.0))));
        assertThat(mended.broken()).isEmpty();
        assertThat(mended.remarks()).containsExactly("keys, few, a: the answer was wrong in the first file");
    }

    @Test
    void shouldTakeAQuestionForWorseThatCouldNotBeAnsweredToTheEnd() {
        var failed = new Results(
                "keys",
                "",
                0,
                Machine.unknown("17"),
                List.of(new Answer("keys", List.of(), List.of("the broker: gone"))));

        assertThat(Changes.between(results(Map.of(), rounds("a", Figure.EVENTS_PER_SECOND, List.of(1.0))), failed)
                        .broken())
                .containsExactly("keys: it failed in the second file");
    }

    private static Verdict verdict(Figure figure, List<Double> before, List<Double> after) {
        var changes = Changes.between(
                results(Map.of(), rounds("a", figure, before)), results(Map.of(), rounds("a", figure, after)));
        assertThat(changes.all()).hasSize(1);
        return changes.all().get(0).verdict();
    }

    private static List<Round> rounds(String contender, Figure figure, List<Double> values) {
        List<Round> rounds = new ArrayList<>();
        for (double value : values) {
            rounds.add(new Round(contender, rounds.size() + 1, new Figures(Map.of(figure, value)), List.of()));
        }
        return rounds;
    }

    private static Results results(Map<String, String> settings, List<Round> rounds) {
        var answer = new Answer("keys", List.of(new Case("few", settings, rounds)), List.of());
        return new Results("keys", "2026-11-21T00:00:00Z", 0, Machine.unknown("17"), List.of(answer));
    }
}
