// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.generator;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ZipfTest {

    private static final int DRAWS = 200_000;

    @ParameterizedTest
    @CsvSource({"0, 50", "0.5, 1000", "0.99, 1000", "1, 1000", "1.00000001, 1000", "2, 1000", "10, 3", "1, 2", "0.3, 1"
    })
    void shouldDrawEachRankAsOftenAsZipfsLawSays(double skew, int size) {
        var zipf = new Zipf(size, skew);
        var random = new SplitMix(42);
        int[] drawn = new int[size];
        for (int i = 0; i < DRAWS; i++) {
            drawn[zipf.draw(random)]++;
        }

        double total = 0;
        for (int rank = 1; rank <= size; rank++) {
            total += Math.pow(rank, -skew);
        }
        for (int rank = 1; rank <= size; rank++) {
            double expected = Math.pow(rank, -skew) / total;
            if (expected * DRAWS < 50) {
                continue; // too few for the normal distribution
            }
            double deviation = Math.sqrt(expected * (1 - expected) / DRAWS);
            assertThat((double) drawn[rank - 1] / DRAWS)
                    .as("rank %d", rank)
                    .isCloseTo(expected, within(6 * deviation + 1e-12));
        }
    }

    @Test
    void shouldGiveTheTopUserTheShareThatZipfsLawSays() {
        var generator = new Generator(GeneratorOptions.DEFAULT
                .withCount(400_000)
                .withUsers(10_000)
                .withSkew(1)
                .withTimeline(new Timeline.From(Instant.parse("2026-01-01T00:00:00Z"), 1000)));
        byte[] top = new EventWriter().key(new UserProfile(0));
        int ofTop = 0;
        for (var event = generator.next(); event.isPresent(); event = generator.next()) {
            ofTop += Arrays.equals(top, event.get().record().key()) ? 1 : 0;
        }

        // 1 / H(10,000), where H is the harmonic number: ln 10,000 + 0.5772.
        assertThat(ofTop / 400_000.0).isCloseTo(1 / (Math.log(10_000) + 0.5772), within(0.012));
    }

    @Property(tries = 300)
    void shouldStayInRange(
            @ForAll @IntRange(min = 1) int size,
            @ForAll @DoubleRange(min = 0, max = 10) double skew,
            @ForAll long seed) {
        var zipf = new Zipf(size, skew);
        var random = new SplitMix(seed);
        for (int i = 0; i < 20; i++) {
            assertThat(zipf.draw(random)).isBetween(0, size - 1);
        }
    }
}
