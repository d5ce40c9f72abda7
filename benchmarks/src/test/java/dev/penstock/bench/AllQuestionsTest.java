// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.question.Pace;
import dev.penstock.bench.question.Question;
import dev.penstock.bench.report.QuestionReport;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

class AllQuestionsTest {

    private static final double MINUTE_MICROS = 60e6;

    @Test
    void shouldAskEveryQuestionButThoseOfLookupsAndScores() {
        List<String> questions = Stream.of(QuestionReport.values())
                .filter(question -> question != QuestionReport.QUERIES && question != QuestionReport.SCORING)
                .map(QuestionReport::text)
                .toList();

        assertThat(AllQuestions.full("1g", Contenders.ALL, new Pace(1)))
                .extracting(Question::name)
                .containsExactlyElementsOf(questions);
        assertThat(AllQuestions.quick("1g")).extracting(Question::name).containsExactlyElementsOf(questions);
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
        assertThat(micros(AllQuestions.quick("1g"))).isLessThan(3.5 * MINUTE_MICROS);
    }

    private static double micros(double pace) {
        return micros(AllQuestions.full("1g", Contenders.ALL, new Pace(pace)));
    }

    private static double micros(List<Question> questions) {
        return questions.stream().mapToDouble(Question::expectedMicros).sum();
    }
}
