// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.contender.ConsumerContender;
import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.contender.Decoding;
import dev.penstock.bench.question.WorkloadCase.Reader;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WorkloadCaseTest {

    private static final long EVENTS = 32_000_000;

    @Test
    void shouldLetAFastContenderReadEverything() {
        assertThat(Reader.lasting(taking(0.5), 30, EVENTS).share()).isEqualTo(1);
    }

    @Test
    void shouldLetASlowContenderReadAsMuchAsItsTimeAllows() {
        // 3 of 32 million events take 30 seconds; an eighth of them is nearer to that than a sixteenth.
        assertThat(Reader.lasting(taking(10), 30, EVENTS).share()).isEqualTo(1 / 8.0);
    }

    @Test
    void shouldLetEveryContenderReadEnoughToBeMeasured() {
        assertThat(Reader.lasting(taking(1_000_000), 1, EVENTS).share() * EVENTS)
                .isBetween(100_000.0, 200_000.0);
        assertThat(Reader.lasting(taking(1_000_000), 1, 100_000).share()).isEqualTo(1);
    }

    @Test
    void shouldRefuseAShareOfNothing() {
        assertThatThrownBy(() -> new Reader(taking(1), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 0.0");
    }

    private static Contender taking(double micros) {
        return new ConsumerContender("consumer", 1, Decoding.NONE, micros);
    }
}
