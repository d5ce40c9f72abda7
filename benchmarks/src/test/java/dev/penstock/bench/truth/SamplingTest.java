// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import org.junit.jupiter.api.Test;

import java.util.UUID;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class SamplingTest {

    @Test
    void shouldLookAtAllRowsWhereThereIsRoom() {
        assertThat(Sampling.ofRows(500_000)).isEqualTo(Sampling.ALL);
        assertThat(Sampling.ofRows(1)).isEqualTo(Sampling.ALL);
    }

    @Test
    void shouldLookAtAShareOfManyRows() {
        var sampling = Sampling.ofRows(5_000_000);

        long taken = Stream.iterate(1L, n -> n + 1)
                .limit(100_000)
                .filter(n -> sampling.takes(new UUID(n, n).toString()))
                .count();

        assertThat(sampling.every()).isEqualTo(10);
        assertThat(taken).isBetween(8_000L, 12_000L);
    }
}
