// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.source;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class PartitionClockSkewTest {

    private static final long HOUR = 3_600_000;
    private static final long TWENTY_MINUTES = 1_200_000;

    private final PartitionClockSkew lead = new PartitionClockSkew();
    private long now = 1_767_268_800_000L;
    private long offset;

    @Test
    void shouldTakeWhatIsNotAheadOfTheClock() {
        assertThat(takes("a", -HOUR)).isTrue();
        assertThat(takes("a", 0)).isTrue();
        assertThat(takes("a", 5_000)).isTrue();
        assertThat(takes("a", 5_001)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 20, 30})
    void shouldNotTakeWhatOnlySomeSay(int percent) {
        for (int i = 0; i < 10_000; i++) {
            boolean fast = i * 37 % 100 < percent;
            boolean taken = takes((fast ? "fast" : "good") + i * 37 % 100, fast ? HOUR : -200);
            assertThat(taken).isEqualTo(!fast);
        }
    }

    @Test
    void shouldTakeWhatMostSayAndNothingFarBeyond() {
        for (int i = 0; i < 200; i++) {
            takes("u" + i % 50, i % 50 < 40 ? TWENTY_MINUTES : 0);
        }

        assertThat(takes("u1", TWENTY_MINUTES)).isTrue();
        assertThat(takes("u1", TWENTY_MINUTES + 60_000)).isTrue();
        assertThat(takes("u1", HOUR)).isFalse();
    }

    @Test
    void shouldTakeWhatTheOnlyKeySaysAfterAMinute() {
        for (int i = 0; i < 30; i++) {
            now += Duration.ofSeconds(2).toMillis() - 1;
            assertThat(takes("only", TWENTY_MINUTES)).isFalse();
        }
        now += Duration.ofSeconds(10).toMillis();

        takes("only", TWENTY_MINUTES);
        assertThat(takes("only", TWENTY_MINUTES)).isTrue();
    }

    @Test
    void shouldGiveOneKeyOneVoteHoweverMuchItSends() {
        for (int i = 0; i < 16; i++) {
            takes("good1", 0);
            takes("good2", 0);
        }
        now += Duration.ofMinutes(2).toMillis();
        for (int i = 0; i < 10_000; i++) {
            assertThat(takes("fast", HOUR)).isFalse();
        }
    }

    @Test
    void shouldForgetWhatWasSaidOverAnHourAgo() {
        for (int i = 0; i < 320; i++) {
            takes("old" + i % 16, 0);
        }
        now += HOUR;
        for (int i = 0; i < 32; i++) {
            takes("new" + i % 8, TWENTY_MINUTES);
        }

        assertThat(takes("new1", TWENTY_MINUTES)).isTrue();
    }

    private boolean takes(String key, long millis) {
        return lead.takes(millis, key.getBytes(UTF_8), offset++, now);
    }
}
