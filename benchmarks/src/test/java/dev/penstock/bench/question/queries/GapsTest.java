// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GapsTest {

    private static final long SECOND = 1_000_000_000;

    private final Gaps gaps = new Gaps();

    @Test
    void shouldLastFromTheFirstRequestWithoutAnAnswerToTheNextAnswer() {
        gaps.replied(2, 0, true, 0, SECOND / 10);
        gaps.replied(2, 0, false, SECOND, 2 * SECOND);
        gaps.replied(2, 0, false, 3 * SECOND, 4 * SECOND);
        gaps.replied(2, 0, true, 5 * SECOND, 6 * SECOND);
        gaps.replied(2, 0, false, 7 * SECOND, 8 * SECOND);
        gaps.replied(2, 0, true, 8 * SECOND, 9 * SECOND);

        assertThat(gaps.longestSeconds(100 * SECOND)).isEqualTo(5);
    }

    @Test
    void shouldTellInstancesAndPartitionsApart() {
        gaps.replied(2, 0, false, 0, SECOND);
        gaps.replied(2, 1, true, SECOND, 2 * SECOND);
        gaps.replied(3, 0, true, SECOND, 2 * SECOND);
        gaps.replied(2, 0, true, SECOND, 4 * SECOND);

        assertThat(gaps.longestSeconds(100 * SECOND)).isEqualTo(4);
    }

    @Test
    void shouldNotEndByTheLateAnswerToAnEarlierRequest() {
        gaps.replied(2, 0, false, SECOND, SECOND);
        gaps.replied(2, 0, true, 0, 2 * SECOND);
        gaps.replied(2, 0, true, 3 * SECOND, 4 * SECOND);

        assertThat(gaps.longestSeconds(100 * SECOND)).isEqualTo(3);
    }

    @Test
    void shouldLastToTheEndWhereNoAnswerComes() {
        gaps.replied(2, 0, false, SECOND, 2 * SECOND);

        assertThat(gaps.longestSeconds(10 * SECOND)).isEqualTo(9);
    }
}
