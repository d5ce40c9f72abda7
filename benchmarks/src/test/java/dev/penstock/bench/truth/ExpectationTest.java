// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;

import static org.assertj.core.api.Assertions.assertThat;

class ExpectationTest {

    @Test
    void shouldWantSmallSetsCountedExactly() {
        assertThat(Expectation.distinct(150).holds(BigDecimal.valueOf(150))).isTrue();
        assertThat(Expectation.distinct(150).holds(BigDecimal.valueOf(151))).isFalse();
    }

    @Test
    void shouldAllowAnEstimateOfLargeSetsSomeError() {
        assertThat(Expectation.distinct(10_000).holds(BigDecimal.valueOf(10_300)))
                .isTrue();
        assertThat(Expectation.distinct(10_000).holds(BigDecimal.valueOf(9_100)))
                .isFalse();
    }

    @Test
    void shouldTakeANumberForWhatItIsWorth() {
        assertThat(Expectation.exactly(new BigDecimal("0.3")).holds(new BigDecimal("0.300")))
                .isTrue();
    }
}
