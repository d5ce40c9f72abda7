// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.command;

import dev.penstock.streams.app.RunningPipeline;
import dev.penstock.streams.client.InputLags.Lag;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressLogTest {

    @Test
    void shouldTellRatesAndTotals() {
        var before = new RunningPipeline(1_000, 50, 1, Map.of(), new Lag(true, 9, 9));
        var now = new RunningPipeline(
                26_000, 80, 2, Map.of("not_json", 1_500L, "key_missing", 2L), new Lag(true, 1_234, 1_234));

        assertThat(ProgressLog.line(before, now, Duration.ofSeconds(10)))
                .isEqualTo(
                        "2,500 events/s in, 3 rows/s out, late 2, dead letters 1,502 (key_missing 2, not_json 1,500),"
                                + " lag 1,234");
    }

    @Test
    void shouldTellOfNothing() {
        var nothing = new RunningPipeline(0, 0, 0, Map.of(), new Lag(true, 0, 0));

        assertThat(ProgressLog.line(nothing, nothing, Duration.ofMillis(9_999)))
                .isEqualTo("0 events/s in, 0 rows/s out, late 0, dead letters 0, lag 0");
    }

    @Test
    void shouldTellTheLagOfAllPartitionsWhereTheInstanceHasOnlySome() {
        assertThat(lineWith(new Lag(true, 3_367, 118_191))).endsWith(", lag 3,367 of 118,191");
    }

    @Test
    void shouldNotTellALagThatKafkaHasNotToldLately() {
        assertThat(lineWith(new Lag(false, 17, 17))).endsWith(", lag not known");
    }

    private static String lineWith(Lag lag) {
        var now = new RunningPipeline(0, 0, 0, Map.of(), lag);
        return ProgressLog.line(now, now, Duration.ofSeconds(10));
    }
}
