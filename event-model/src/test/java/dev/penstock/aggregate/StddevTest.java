// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import org.junit.jupiter.api.Test;

import static dev.penstock.aggregate.States.value;
import static org.assertj.core.api.Assertions.assertThat;

class StddevTest {

    private final Aggregate stddev = new Stddev(States.X);

    @Test
    void shouldBeTheSquareRootOfTheVariance() {
        assertThat(value(stddev, "2", "4", "4", "4", "5", "5", "7", "9")).isEqualTo("2.138089935299395");
        assertThat(value(stddev, "-3", "3")).isEqualTo("4.242640687119285");
        assertThat(value(stddev, "1", "4", "7")).isEqualTo("3");
    }

    @Test
    void shouldBeNullWithFewerThanTwoNumbers() {
        assertThat(value(stddev)).isEqualTo("null");
        assertThat(value(stddev, "7")).isEqualTo("null");
        assertThat(value(stddev, "7", "7")).isEqualTo("0");
    }
}
