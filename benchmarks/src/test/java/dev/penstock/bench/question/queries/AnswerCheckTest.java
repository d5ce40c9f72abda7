// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import dev.penstock.bench.question.queries.CommittedRows.Seen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerCheckTest {

    private static final long WINDOW = 1_700_000_040_000L;
    private static final long NOW = WINDOW + 30_000;
    private static final String ACTIVE = "{\"role\":\"active\",\"lag\":0}";

    private final CommittedRows committed = new CommittedRows();
    private final AnswerCheck check = new AnswerCheck(committed);

    @ParameterizedTest
    @CsvSource({"6, false", "7, true", "8, true"})
    void shouldDemandOfAnActiveInstanceAllThatWasCommitted(int events, boolean right) {
        commit("u", WINDOW, 3, NOW - 1_000);
        commit("u", WINDOW, 7, NOW);

        assertThat(check.fault(seen("u"), answer(ACTIVE, row("u", WINDOW, events)))
                        .isEmpty())
                .isEqualTo(right);
    }

    @Test
    void shouldNotDemandWhatWasCommittedOnlyAfterTheQuestion() {
        commit("u", WINDOW, 3, NOW);
        Seen seen = seen("u");
        commit("u", WINDOW, 7, NOW);

        assertThat(check.fault(seen, answer(ACTIVE, row("u", WINDOW, 3)))).isEmpty();
    }

    @Test
    void shouldMissAWindow() {
        commit("u", WINDOW, 3, NOW);
        commit("u", WINDOW + 60_000, 1, NOW);

        assertThat(check.fault(seen("u"), answer(ACTIVE, row("u", WINDOW, 3)))).isPresent();
        assertThat(check.fault(seen("u"), answer(ACTIVE))).isPresent();
        assertThat(check.fault(seen("u"), answer(ACTIVE, row("u", WINDOW + 60_000, 1), row("u", WINDOW, 3))))
                .isEmpty();
    }

    @Test
    void shouldNotMissAWindowBeyondTheRowsAskedFor() {
        for (int window = 0; window <= AnswerCheck.LIMIT; window++) {
            commit("u", WINDOW + window * 60_000, 1, NOW);
        }

        assertThat(check.fault(
                        seen("u"),
                        answer(
                                ACTIVE,
                                row("u", WINDOW + 180_000, 1),
                                row("u", WINDOW + 120_000, 1),
                                row("u", WINDOW + 60_000, 1))))
                .isEmpty();
    }

    @Test
    void shouldTakeNoRowsForAWrongAnswer() {
        commit("u", WINDOW, 3, NOW);

        assertThat(check.fault(seen("u"), new Reply(404, new byte[0]))).isPresent();
        assertThat(check.fault(seen("u"), new Reply(503, new byte[0]))).isEmpty();
        assertThat(check.fault(seen("u"), Reply.NO_ANSWER)).isEmpty();
    }

    @Test
    void shouldTakeTheRowOfAnotherForAWrongAnswer() {
        commit("u", WINDOW, 3, NOW);

        assertThat(check.fault(seen("u"), answer(ACTIVE, row("v", WINDOW, 3)))).isPresent();
    }

    /** Three rows of the partition came after what the standby has: as much it has to say. */
    @ParameterizedTest
    @CsvSource({"0, false", "2, false", "3, true", "1000, true", "null, true"})
    void shouldHoldAStandbyToItsLag(String lag, boolean right) {
        long known = NOW - AnswerCheck.LAG_AGE_MILLIS;
        commit("u", WINDOW, 3, known - 2);
        commit("u", WINDOW, 5, known - 1);
        commit("v", WINDOW, 1, known - 1);
        commit("u", WINDOW, 7, known);

        assertThat(check.fault(seen("u"), answer(standby(lag), row("u", WINDOW, 3)))
                        .isEmpty())
                .isEqualTo(right);
    }

    @Test
    void shouldNotHoldAStandbyToWhatCameSinceItLastLooked() {
        commit("u", WINDOW, 3, NOW - AnswerCheck.LAG_AGE_MILLIS);
        commit("u", WINDOW, 7, NOW - AnswerCheck.LAG_AGE_MILLIS + 1);

        assertThat(check.fault(seen("u"), answer(standby("0"), row("u", WINDOW, 3))))
                .isEmpty();
    }

    @Test
    void shouldCountEveryEventOnce() {
        commit("u", WINDOW, 3, NOW);
        commit("u", WINDOW, 7, NOW);
        commit("u", WINDOW + 60_000, 1, NOW);
        commit("v", WINDOW, 2, NOW);

        assertThat(committed.events()).isEqualTo(10);
        assertThat(committed.users()).containsExactly("u", "v");
    }

    private void commit(String user, long window, int events, long now) {
        committed.add(0, user, window, events, row(user, window, events).getBytes(StandardCharsets.UTF_8), now);
    }

    private Seen seen(String user) {
        return committed.seen(user, NOW);
    }

    private static String row(String user, long window, int events) {
        return "{\"user_id\":\"%s\",\"window_start\":%d,\"events_1m\":%d}".formatted(user, window, events);
    }

    private static String standby(String lag) {
        return "{\"role\":\"standby\",\"lag\":%s}".formatted(lag);
    }

    private static Reply answer(String read, String... rows) {
        String json = "{\"rows\":[%s],\"reads\":[%s]}".formatted(String.join(",", rows), read);
        return new Reply(200, json.getBytes(StandardCharsets.UTF_8));
    }
}
