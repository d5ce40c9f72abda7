// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.harness.Figure;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Workplace;
import dev.penstock.bench.question.FreshnessQuestion.Phases;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ScoringQuestionTest {

    private static final Setup SETUP = new Setup(50, "256m");
    private static final Phases SHORT = new Phases(Duration.ofSeconds(3), Duration.ofSeconds(2));

    /** With real processes: a broker, and the pipeline. */
    @Test
    void shouldFollowEachTextUntilItHasItsScore() {
        List<Case> cases = new ArrayList<>();
        try (var place = Workplace.open()) {
            new ScoringQuestion(SETUP, 500, SHORT, 1, Optional.empty()).ask(place, new Silence(), cases::add);
        }

        assertThat(cases)
                .singleElement()
                .satisfies(asked -> assertThat(asked.rounds()).singleElement().satisfies(round -> {
                    assertThat(round.faults()).isEmpty();
                    assertThat(round.figures().values())
                            .containsEntry(Figure.EVENTS_PER_SECOND, 500.0)
                            .containsKeys(Figure.MEAN_MILLIS, Figure.P99_MILLIS, Figure.CORES);
                }));
    }

    /** With the original in Python where it is there. */
    @Test
    void shouldHaveEachTextScoredOnceByAllThatWorkOffABacklog() {
        List<Contender> ready = Contenders.byWhatIsMissing(Contenders.TEXTS).get(Contenders.NOTHING);
        var backlog = new ScoringBacklog(SETUP, ready, 100_000, 5, 1);
        Case asked;
        try (var place = Workplace.open()) {
            asked = backlog.play(place, new Silence());
        }

        assertThat(asked.contenders()).contains(Contenders.TEXTS_SCORED, Contenders.TEXTS_UNSCORED);
        assertThat(asked.rounds()).hasSameSizeAs(ready).allSatisfy(round -> {
            assertThat(round.faults()).isEmpty();
            assertThat(round.figures().values()).containsKeys(Figure.EVENTS_PER_SECOND, Figure.CPU_MICROS_PER_EVENT);
        });
    }

    @Test
    void shouldRefuseTooFewTexts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScoringBacklog(SETUP, List.of(), 99_999, 5, 1))
                .withMessage("there must be at least 100000 texts, found 99999");
    }

    @Test
    void shouldRefuseATargetOfNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScoringQuestion(SETUP, 0, SHORT, 1, Optional.empty()))
                .withMessage("a target is at least 1 text per second, found 0");
    }

    private static final class Silence implements Progress {
        @Override
        public void begin(String part, double micros) {}

        @Override
        public void at(double share) {}

        @Override
        public void close() {}
    }
}
