// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class MeasurementTimerTest {

    private static final long SECOND = 1_000_000_000L;

    private final MeasurementTimer timer = new MeasurementTimer(1_500);

    @Test
    void shouldMeasureFromTwoThirdsOfTheEventsToAllOfThem() {
        timer.accept(new Sample(0, 0, 0, 0));
        timer.accept(new Sample(5 * SECOND, 4 * SECOND, 0, 899));
        timer.accept(new Sample(6 * SECOND, 5 * SECOND, 2 * SECOND, 1_000));
        timer.accept(new Sample(7 * SECOND, 6 * SECOND, 2 * SECOND, 1_200));
        assertThat(timer.done()).isFalse();
        timer.accept(new Sample(8 * SECOND, 8 * SECOND, 3 * SECOND, 1_500));
        timer.accept(new Sample(20 * SECOND, 9 * SECOND, 4 * SECOND, 1_500));

        assertThat(timer.done()).isTrue();
        assertThat(timer.measurement().eventsPerSecond()).isCloseTo(250, within(1e-9));
        // 500 events in 3 CPU seconds, one of them the compilers'.
        Figures figures = timer.measurement().figures();
        assertThat(figures.get(Figure.CPU_MICROS_PER_EVENT)).hasValue(6_000);
        assertThat(figures.get(Figure.COMPILER_MICROS_PER_EVENT)).hasValue(2_000);
    }

    @Test
    void shouldSayNothingOfCompilersWhereTheSystemDoesNot() {
        timer.accept(new Sample(0, 0, ProcessFigures.UNKNOWN, 1_000));
        timer.accept(new Sample(SECOND, SECOND, ProcessFigures.UNKNOWN, 1_500));

        assertThat(timer.measurement().figures().get(Figure.COMPILER_MICROS_PER_EVENT))
                .isEmpty();
    }

    @Test
    void shouldCountOnlyTheEventsBetweenTheSamplesThatThereAre() {
        timer.accept(new Sample(0, 0, 0, 0));
        timer.accept(new Sample(SECOND, SECOND, 0, 1_300));
        timer.accept(new Sample(2 * SECOND, 2 * SECOND, 0, 1_500));

        assertThat(timer.measurement().eventsPerSecond()).isCloseTo(200, within(1e-9));
    }

    @Test
    void shouldRefuseARunThatIsOverAtTheFirstLook() {
        timer.accept(new Sample(0, 0, 0, 0));
        timer.accept(new Sample(SECOND, SECOND, 0, 1_500));

        assertThatThrownBy(timer::measurement)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing to measure");
    }

    @Test
    void shouldHaveNothingToSayBeforeAllEventsAreProcessed() {
        timer.accept(new Sample(SECOND, SECOND, 0, 1_499));

        assertThatThrownBy(timer::measurement).isInstanceOf(IllegalStateException.class);
    }
}
