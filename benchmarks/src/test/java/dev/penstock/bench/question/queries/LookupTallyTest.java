// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import dev.penstock.bench.harness.Figure;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class LookupTallyTest {

    private static final long MILLI = 1_000_000;

    private final LookupTally tally = new LookupTally();

    @Test
    void shouldTimeFromWhenARequestWasDue() {
        tally.measure(0, 1_000 * MILLI);
        tally.replied(100 * MILLI, 104 * MILLI, reply(200, ""));

        assertThat(figure(Figure.P50_MILLIS)).isBetween(4.0, 4.01);
        assertThat(figure(Figure.MOST_MILLIS)).isBetween(4.0, 4.01);
    }

    @Test
    void shouldLeaveOutWhatIsDueBeforeOrAfter() {
        tally.measure(10, 20);
        for (long due : new long[] {9, 10, 19, 20}) {
            tally.replied(due, 1_000, reply(200, ""));
        }

        assertThat(tally.replies()).isEqualTo(2);
    }

    @Test
    void shouldTellOutcomesApart() {
        tally.measure(0, 1_000);
        tally.replied(1, 2, reply(200, ""));
        tally.replied(1, 2, reply(503, "{\"type\":\"urn:penstock:problem:moving\"}"));
        tally.replied(1, 2, reply(503, "{\"type\":\"urn:penstock:problem:busy\"}"));
        tally.replied(1, 2, reply(504, "{\"type\":\"urn:penstock:problem:timeout\"}"));
        tally.replied(1, 2, Reply.NO_ANSWER);

        assertThat(tally.outcomes())
                .isEqualTo(Map.of("200", 1L, "503 moving", 1L, "503 busy", 1L, "504 timeout", 1L, "no answer", 1L));
        assertThat(figure(Figure.REFUSED_PERCENT)).isEqualTo(50);
        assertThat(figure(Figure.TIMEOUTS)).isEqualTo(1);
        assertThat(figure(Figure.UNANSWERED)).isEqualTo(1);
        assertThat(tally.faults()).isEmpty();
    }

    @Test
    void shouldFindFaultWithStatusesThatNoLookupShouldGet() {
        tally.measure(0, 1_000);
        tally.replied(1, 2, reply(500, "{\"type\":\"urn:penstock:problem:internal\"}"));
        tally.replied(1, 2, reply(404, "not found"));

        assertThat(tally.faults())
                .containsExactly(
                        "an answer had status 500 internal", "an answer had status 404 without a problem document");
    }

    private double figure(Figure figure) {
        return tally.figures().get(figure).orElseThrow();
    }

    private static Reply reply(int status, String body) {
        return new Reply(status, body.getBytes(StandardCharsets.UTF_8));
    }
}
