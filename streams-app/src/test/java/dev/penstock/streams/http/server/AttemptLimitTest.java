// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.server;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;

class AttemptLimitTest {

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
    private final AttemptLimit limit = new AttemptLimit(nanoTime::get);

    @Test
    void shouldLookAtOneTokenASecondAfterTooManyWrongOnes() {
        exhaust("10.0.0.1");
        assertThat(limit.refuses("10.0.0.1", "Bearer x")).isTrue();
        assertThat(limit.refuses("10.0.0.2", "Bearer x")).isFalse();

        pass(Duration.ofSeconds(1));
        assertThat(limit.refuses("10.0.0.1", "Bearer x")).isFalse();
        limit.failed("10.0.0.1");
        assertThat(limit.refuses("10.0.0.1", "Bearer x")).isTrue();
    }

    @Test
    void shouldGoOnToHearWhoWasRightBefore() {
        limit.passed("10.0.0.1", "Bearer right");
        exhaust("10.0.0.1");

        assertThat(limit.refuses("10.0.0.1", "Bearer right")).isFalse();
        assertThat(limit.refuses("10.0.0.1", "Bearer wrong")).isTrue();
    }

    @Test
    void shouldForgetInTime() {
        exhaust("10.0.0.1");
        pass(Duration.ofSeconds(AttemptLimit.BURST));

        exhaust("10.0.0.1");
        assertThat(limit.refuses("10.0.0.1", "Bearer x")).isTrue();
    }

    private void exhaust(String address) {
        for (int i = 0; i < AttemptLimit.BURST; i++) {
            assertThat(limit.refuses(address, "Bearer " + i)).isFalse();
            limit.failed(address);
        }
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }
}
