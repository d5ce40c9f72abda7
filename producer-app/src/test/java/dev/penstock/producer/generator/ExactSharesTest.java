// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.generator;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExactSharesTest {

    @Property(tries = 200)
    void shouldDealSharesToTheUnit(
            @ForAll @IntRange(max = 30_000) int count,
            @ForAll @DoubleRange(max = 0.3) double a,
            @ForAll @DoubleRange(max = 0.3) double b,
            @ForAll @DoubleRange(max = 0.3) double c,
            @ForAll long seed) {
        var deal = new ExactShares(count, new SplitMix(seed), a, b, c);
        int[] dealt = new int[3];
        for (int i = 0; i < count; i++) {
            int kind = deal.draw();
            if (kind != ExactShares.NONE) {
                deal.take(kind);
                dealt[kind]++;
            }
        }

        assertThat((double) dealt[0]).isBetween(count * a - 0.5, count * a + 0.5);
        assertThat((double) dealt[1]).isBetween(count * b - 1, count * b + 1);
        assertThat((double) dealt[2]).isBetween(count * c - 1, count * c + 1);
    }

    @Test
    void shouldMakeUpForWhatWasNotTaken() {
        var deal = new ExactShares(1000, new SplitMix(1), 0.1);
        int taken = 0;
        for (int i = 0; i < 1000; i++) {
            if (deal.draw() == 0 && i >= 500) {
                deal.take(0);
                taken++;
            }
        }

        assertThat(taken).isEqualTo(100);
    }

    @Test
    void shouldSpreadWhatItDeals() {
        var deal = new ExactShares(10_000, new SplitMix(1), 0.1);
        int taken = 0;
        for (int i = 0; i < 5_000; i++) {
            if (deal.draw() == 0) {
                deal.take(0);
                taken++;
            }
        }

        assertThat(taken).isBetween(400, 600);
    }
}
