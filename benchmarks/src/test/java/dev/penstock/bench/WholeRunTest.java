// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class WholeRunTest {

    private static final double MINUTE_MICROS = 60e6;

    @Test
    void shouldAskEveryQuestionButThatOfLookups() {
        List<Question> questions = Stream.of(Question.values())
                .filter(question -> question != Question.QUERIES)
                .toList();

        assertThat(WholeRun.full("1g", Entrants.ALL))
                .extracting(Inquiry::question)
                .containsExactlyElementsOf(questions);
        assertThat(WholeRun.quick("1g")).extracting(Inquiry::question).containsExactlyElementsOf(questions);
    }

    @Test
    void shouldTakeHalfAnHourByItsOwnReckoning() {
        assertThat(micros(WholeRun.full("1g", Entrants.ALL))).isLessThan(30 * MINUTE_MICROS);
    }

    @Test
    void shouldTakeAboutThreeMinutesByItsOwnReckoningWhereThereIsHaste() {
        assertThat(micros(WholeRun.quick("1g"))).isLessThan(3.5 * MINUTE_MICROS);
    }

    private static double micros(List<Inquiry> inquiries) {
        return inquiries.stream().mapToDouble(Inquiry::expectedMicros).sum();
    }
}
