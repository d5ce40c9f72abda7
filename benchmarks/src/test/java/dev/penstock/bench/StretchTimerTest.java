// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class StretchTimerTest {

    private static final long SECOND = 1_000_000_000L;

    private final StretchTimer timer = new StretchTimer(1_500);

    @Test
    void shouldMeasureFromTwoThirdsOfTheEventsToAllOfThem() {
        timer.accept(new Sample(0, 0, 0));
        timer.accept(new Sample(5 * SECOND, 4 * SECOND, 899));
        timer.accept(new Sample(6 * SECOND, 5 * SECOND, 1_000));
        timer.accept(new Sample(7 * SECOND, 6 * SECOND, 1_200));
        assertThat(timer.done()).isFalse();
        timer.accept(new Sample(8 * SECOND, 8 * SECOND, 1_500));
        timer.accept(new Sample(20 * SECOND, 9 * SECOND, 1_500));

        assertThat(timer.done()).isTrue();
        assertThat(timer.stretch().eventsPerSecond()).isCloseTo(250, within(1e-9));
        // 500 events in 3 CPU seconds.
        assertThat(timer.stretch().cpuMicrosPerEvent()).isCloseTo(6_000, within(1e-9));
    }

    @Test
    void shouldCountOnlyTheEventsBetweenTheSamplesThatThereAre() {
        timer.accept(new Sample(0, 0, 0));
        timer.accept(new Sample(SECOND, SECOND, 1_300));
        timer.accept(new Sample(2 * SECOND, 2 * SECOND, 1_500));

        assertThat(timer.stretch().eventsPerSecond()).isCloseTo(200, within(1e-9));
    }

    @Test
    void shouldRefuseARunThatIsOverAtTheFirstLook() {
        timer.accept(new Sample(0, 0, 0));
        timer.accept(new Sample(SECOND, SECOND, 1_500));

        assertThatThrownBy(timer::stretch)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing to measure");
    }

    @Test
    void shouldHaveNothingToSayBeforeAllEventsAreProcessed() {
        timer.accept(new Sample(SECOND, SECOND, 1_499));

        assertThatThrownBy(timer::stretch).isInstanceOf(IllegalStateException.class);
    }
}
