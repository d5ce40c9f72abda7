// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import org.junit.jupiter.api.Test;

import static dev.penstock.aggregate.States.value;
import static org.assertj.core.api.Assertions.assertThat;

class VarianceTest {

    private final Aggregate variance = new Variance(States.X);

    @Test
    void shouldDivideByOneLessThanThereAreNumbers() {
        assertThat(value(variance, "2", "4", "4", "4", "5", "5", "7", "9")).isEqualTo("4.571428571428571");
        assertThat(value(variance, "1.5", "2.5")).isEqualTo("0.5");
    }

    @Test
    void shouldBeNullWithFewerThanTwoNumbers() {
        assertThat(value(variance)).isEqualTo("null");
        assertThat(value(variance, "7")).isEqualTo("null");
        assertThat(value(variance, "7", "7.0")).isEqualTo("0");
    }

    /** Where a sum of squares in doubles would have lost all digits. */
    @Test
    void shouldLoseNoDigitsOfLargeNumbersCloseToEachOther() {
        assertThat(value(variance, "1000000000000004", "1000000000000007", "1000000000000013", "1000000000000016"))
                .isEqualTo("30");
        assertThat(value(variance, "1e300", "1e-300", "-1e300")).isEqualTo("1E+600");
    }
}
