// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PaceTest {

    @ParameterizedTest
    @CsvSource({
        "1, 6000000",
        "1.1, 6000000",
        "1.2, 4000000",
        "1.5, 4000000",
        "2.2, 3000000",
        "2.4, 2000000",
        "4, 1500000",
        "8, 750000"
    })
    void shouldHaveAsManyEventsAsTakeAsLongAsUsual(double factor, long events) {
        assertThat(new Pace(factor).events(6_000_000)).isEqualTo(events);
    }

    @Test
    void shouldTakeLessTimeForTheSame() {
        assertThat(new Pace(2).usualSeconds(12)).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.9, 8.1, Double.NaN})
    void shouldRefuseAPaceThatIsNone(double factor) {
        assertThatThrownBy(() -> new Pace(factor))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a pace is 1 to 8, found " + factor);
    }
}
