// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.truth.RowKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FreshnessTrackerTest {

    private static final long WINDOW = 1_700_000_040_000L;

    private final FreshnessTracker tracker = new FreshnessTracker();

    @Test
    void shouldTimeEveryEventThatARowCounts() {
        tracker.measure(WINDOW, WINDOW + 60_000);
        tracker.sent("u", WINDOW + 100);
        tracker.sent("u", WINDOW + 150);
        tracker.sent("u", WINDOW + 190);

        see("u", 2, 200);

        assertThat(tracker.delays().getTotalCount()).isEqualTo(2);
        assertThat(tracker.delays().getMinValue()).isEqualTo(50);
        assertThat(tracker.delays().getMaxValue()).isEqualTo(100);
        assertThat(tracker.unseen()).isEqualTo(1);
    }

    @Test
    void shouldTimeAnEventByTheFirstRowThatCountsIt() {
        tracker.measure(WINDOW, WINDOW + 60_000);
        tracker.sent("u", WINDOW);
        tracker.sent("u", WINDOW + 100);

        see("u", 1, 10);
        see("u", 1, 90);
        see("u", 2, 120);

        assertThat(tracker.delays().getTotalCount()).isEqualTo(2);
        assertThat(tracker.delays().getMaxValue()).isEqualTo(20);
        assertThat(tracker.unseen()).isZero();
    }

    @Test
    void shouldTellUsersAndWindowsApart() {
        tracker.measure(WINDOW, WINDOW + 120_000);
        tracker.sent("u", WINDOW + 59_999);
        tracker.sent("u", WINDOW + 60_000);
        tracker.sent("v", WINDOW + 59_999);

        see("u", 1, 60_010);

        assertThat(tracker.delays().getTotalCount()).isEqualTo(1);
        assertThat(tracker.unseen()).isEqualTo(2);
    }

    @Test
    void shouldLeaveOutWhatIsDueBeforeOrAfter() {
        tracker.measure(WINDOW + 10, WINDOW + 20);
        for (int millis : new int[] {9, 10, 19, 20}) {
            tracker.sent("u", WINDOW + millis);
        }
        assertThat(tracker.unseen()).isEqualTo(2);

        see("u", 4, 30);

        assertThat(tracker.delays().getTotalCount()).isEqualTo(2);
        assertThat(tracker.unseen()).isZero();
    }

    @Test
    void shouldCountTheTimeThatASenderWasHeldUp() {
        tracker.measure(WINDOW, WINDOW + 60_000);
        tracker.sent("u", WINDOW + 100);

        see("u", 1, 5_000);

        assertThat(tracker.delays().getMaxValue()).isBetween(4_900L, 4_905L);
    }

    @Test
    void shouldKnowWhetherTheSenderIsStillBehind() {
        tracker.measure(WINDOW, WINDOW + 1_000);
        tracker.sent("u", WINDOW + 999);
        assertThat(tracker.allSent()).isFalse();

        tracker.sent("u", WINDOW + 1_000);
        assertThat(tracker.allSent()).isTrue();
    }

    private void see(String user, long events, long millisIntoWindow) {
        tracker.seen(new RowKey(user, WINDOW), events, WINDOW + millisIntoWindow);
    }
}
