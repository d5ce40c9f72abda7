// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.send;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** On a clock that is set by hand: time passes only where a test says so. */
class PacingTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;
    private static final long BEGIN = -5 * SECOND;

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 3, 250, 999, 1000, 12_345, 100_000, 1_000_000})
    void shouldReleaseExactlyTheRateInEverySecond(double rate) {
        var sent = send(Pacing.rate(rate), 4 * SECOND, 0);

        for (int second = 1; second <= 4; second++) {
            long end = BEGIN + second * SECOND;
            // The first event is due at the beginning; a slice may be under way at the end of a second.
            double tolerance = 1 + rate * RatePacing.SLICE_NANOS / SECOND;
            assertThat((double) sent.stream().filter(at -> at < end).count())
                    .isBetween(rate * second - tolerance, rate * second + 1);
        }
    }

    @Test
    void shouldSendEachEventOfASlowRunWhenItIsDue() {
        assertThat(send(Pacing.rate(4), SECOND, 0))
                .containsExactly(BEGIN, BEGIN + SECOND / 4, BEGIN + SECOND / 2, BEGIN + SECOND * 3 / 4);
    }

    @Test
    void shouldSendNoBursts() {
        var sent = send(Pacing.rate(100_000), SECOND, 0);

        assertThat(largestGroup(sent)).isLessThanOrEqualTo(2 * 200);
    }

    @Test
    void shouldCatchUpAfterAStallWithoutABurst() {
        var sent = send(Pacing.rate(100_000), 3 * SECOND, SECOND);

        assertThat(sent).hasSizeBetween(299_500, 300_001);
        // After a slice that took long, the next may be as large as one of 10 ms at twice the rate.
        assertThat(largestGroup(sent)).isLessThanOrEqualTo(2 * 1000);
        long caughtUp = BEGIN + 2 * SECOND + 100 * MILLI;
        assertThat(sent.stream().filter(at -> at < caughtUp).count()).isLessThan(210_001);
    }

    @Test
    void shouldSendByEventTime() {
        var pacing = Pacing.speed(10);

        assertThat(pacing.delay(at(50_000L), BEGIN)).isZero();
        assertThat(pacing.delay(at(60_000L), BEGIN)).isEqualTo(SECOND);
        assertThat(pacing.delay(at(60_000L), BEGIN + SECOND - 7)).isEqualTo(7);
        assertThat(pacing.delay(at(60_000L), BEGIN + SECOND)).isZero();
        assertThat(pacing.delay(at(70_000L), BEGIN + SECOND)).isEqualTo(SECOND);
    }

    @Test
    void shouldSendAtOnceWhatIsOutOfOrderOrHasNoTime() {
        var pacing = Pacing.speed(1);

        assertThat(pacing.delay(at(null), BEGIN)).isZero();
        assertThat(pacing.delay(at(50_000L), BEGIN)).isZero();
        assertThat(pacing.delay(at(10_000L), BEGIN)).isZero();
        assertThat(pacing.delay(at(51_000L), BEGIN)).isEqualTo(SECOND);
        assertThat(pacing.delay(at(0L), BEGIN + SECOND)).isZero();
    }

    @Test
    void shouldRefuseARateOrSpeedOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Pacing.rate(0)).withMessageContaining("found 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Pacing.rate(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> Pacing.speed(-1)).withMessageContaining("found -1");
    }

    /** When each event was sent, with a stall of this length a second after the beginning. */
    private static List<Long> send(Pacing pacing, long duration, long stall) {
        List<Long> sent = new ArrayList<>();
        long now = BEGIN;
        long stallAt = stall > 0 ? BEGIN + SECOND : Long.MAX_VALUE;
        while (now < BEGIN + duration) {
            if (now >= stallAt) {
                now += stall;
                stallAt = Long.MAX_VALUE;
            }
            long delay = pacing.delay(at(0L), now);
            if (delay == 0) {
                sent.add(now);
            } else {
                now += delay;
            }
        }
        return sent;
    }

    private static int largestGroup(List<Long> sent) {
        int largest = 0;
        int group = 0;
        for (int i = 0; i < sent.size(); i++) {
            group = i > 0 && sent.get(i).equals(sent.get(i - 1)) ? group + 1 : 1;
            largest = Math.max(largest, group);
        }
        return largest;
    }

    private static OutgoingEvent at(Long time) {
        return new OutgoingEvent(new ProducerRecord<>("t", null, time, null, new byte[0]), EventKind.PLAIN);
    }
}
