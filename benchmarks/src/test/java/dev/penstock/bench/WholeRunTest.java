// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

class WholeRunTest {

    private static final double MINUTE_MICROS = 60e6;

    @Test
    void shouldAskEveryQuestionButThatOfLookups() {
        List<Question> questions = Stream.of(Question.values())
                .filter(question -> question != Question.QUERIES)
                .toList();

        assertThat(WholeRun.full("1g", Entrants.ALL, new Pace(1)))
                .extracting(Inquiry::question)
                .containsExactlyElementsOf(questions);
        assertThat(WholeRun.quick("1g")).extracting(Inquiry::question).containsExactlyElementsOf(questions);
    }

    @Test
    void shouldTakeHalfAnHourByItsOwnReckoning() {
        assertThat(micros(1)).isLessThan(30 * MINUTE_MICROS);
    }

    /** What takes twice as long has to be half as much: of the whole, what is the same at any pace drops out. */
    @Test
    void shouldReadHalfAsMuchWhereEverythingTakesTwiceAsLong() {
        double usual = micros(1) - micros(2);
        double slow = micros(2) - micros(4);

        assertThat(slow).isCloseTo(usual / 2, withinPercentage(15));
    }

    @Test
    void shouldTakeAboutThreeMinutesByItsOwnReckoningWhereThereIsHaste() {
        assertThat(micros(WholeRun.quick("1g"))).isLessThan(3.5 * MINUTE_MICROS);
    }

    private static double micros(double pace) {
        return micros(WholeRun.full("1g", Entrants.ALL, new Pace(pace)));
    }

    private static double micros(List<Inquiry> inquiries) {
        return inquiries.stream().mapToDouble(Inquiry::expectedMicros).sum();
    }
}
