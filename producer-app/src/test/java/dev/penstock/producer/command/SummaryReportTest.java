// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.command;

import dev.penstock.producer.send.Summary;
import dev.penstock.producer.send.Summary.Latency;
import dev.penstock.producer.send.Summary.TopicCounts;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

class SummaryReportTest {

    private static final Summary SUMMARY = new Summary(
            new TreeMap<>(Map.of(
                    "app-events", new TopicCounts(9_000, 1_800_000, 90, 80, 0),
                    "user-login", new TopicCounts(1_000, 200_000, 0, 0, 0))),
            500,
            3,
            Duration.ofSeconds(2),
            new Latency(1_500, 9_000, 12_000, 40_000));

    @Test
    void shouldSumUpForPeople() {
        assertThat(SummaryReport.text(SUMMARY).lines())
                .containsExactly(
                        "9,500 events delivered in 2.0 s: 4,750 events/s, 1.0 MB/s",
                        "  app-events: 9,000 events sent, 1.8 MB, of them 90 late, 80 malformed",
                        "  user-login: 1,000 events sent, 0.2 MB",
                        "  latency: p50 1.5 ms, p99 9.0 ms, p99.9 12.0 ms, max 40.0 ms",
                        "  3 empty lines skipped",
                        "  500 events were NOT delivered");
    }

    @Test
    void shouldSumUpForMachines() {
        assertThat(SummaryReport.json(SUMMARY))
                .isEqualTo(
                        "{\"delivered\":9500,\"failed\":500,\"skipped\":3,\"seconds\":2.0,\"events_per_second\":4750.0,"
                                + "\"megabytes_per_second\":1.0,\"events\":10000,\"bytes\":2000000,\"late\":90,\"malformed\":80,"
                                + "\"duplicates\":0,\"latency_ms\":{\"p50\":1.5,\"p99\":9.0,\"p99.9\":12.0,\"max\":40.0},"
                                + "\"topics\":{\"app-events\":{\"events\":9000,\"bytes\":1800000,\"late\":90,\"malformed\":80,"
                                + "\"duplicates\":0},\"user-login\":{\"events\":1000,\"bytes\":200000,\"late\":0,\"malformed\":0,"
                                + "\"duplicates\":0}}}");
    }

    @Test
    void shouldNotDivideByNoTime() {
        var nothing = new Summary(new TreeMap<>(), 0, 0, Duration.ZERO, new Latency(0, 0, 0, 0));

        assertThat(SummaryReport.text(nothing)).startsWith("0 events delivered in 0.0 s: 0 events/s");
    }
}
