// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RateMeterTest {

    private static final long SECOND = 1_000_000_000;

    private final RateMeter meter = new RateMeter();

    @Test
    void shouldTellTheGrowthPerSecondOfTheLastSeconds() {
        assertThat(meter.update(0, 500)).isZero();
        assertThat(meter.update(SECOND, 600)).isEqualTo(100);
        assertThat(meter.update(3 * SECOND, 1_100)).isEqualTo(200);
        assertThat(meter.update(10 * SECOND, 8_100)).isEqualTo(1_000);
        assertThat(meter.update(20 * SECOND, 8_100)).isZero();
    }
}
