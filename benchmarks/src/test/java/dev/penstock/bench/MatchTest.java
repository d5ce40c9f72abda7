// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.Match.Seat;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MatchTest {

    private static final long EVENTS = 32_000_000;

    @Test
    void shouldLetAFastContenderReadEverything() {
        assertThat(Seat.lasting(taking(0.5), 30, EVENTS).share()).isEqualTo(1);
    }

    @Test
    void shouldLetASlowContenderReadAsMuchAsItsTimeAllows() {
        // 3 of 32 million events take 30 seconds; an eighth of them is nearer to that than a sixteenth.
        assertThat(Seat.lasting(taking(10), 30, EVENTS).share()).isEqualTo(1 / 8.0);
    }

    @Test
    void shouldLetEveryContenderReadEnoughToBeMeasured() {
        assertThat(Seat.lasting(taking(1_000_000), 1, EVENTS).share() * EVENTS).isBetween(100_000.0, 200_000.0);
        assertThat(Seat.lasting(taking(1_000_000), 1, 100_000).share()).isEqualTo(1);
    }

    @Test
    void shouldRefuseAShareOfNothing() {
        assertThatThrownBy(() -> new Seat(taking(1), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 0.0");
    }

    private static Entrant taking(double micros) {
        return new ConsumerEntrant("consumer", 1, Decoding.NONE, micros);
    }
}
