// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Windows that begin by the clocks of a place or with an offset, with either engine. */
@ParameterizedClass
@ValueSource(strings = {"micro-batch", "per-event"})
class ZoneWindowsTest {

    @Parameter
    private String engine;

    @TempDir
    private Path folder;

    @Test
    void shouldCountTheDayOfThePlaceWhenClocksArePutBack() {
        assertThat(rows(
                        "window: 1d, zone: Europe/Stockholm",
                        "2026-10-24T21:59:59Z",
                        "2026-10-24T22:00:00Z",
                        "2026-10-25T22:59:59Z",
                        "2026-10-25T23:00:00Z"))
                .containsExactly(
                        "2026-10-23T22:00:00Z to 2026-10-24T22:00:00Z: 1",
                        "2026-10-24T22:00:00Z to 2026-10-25T23:00:00Z: 1",
                        "2026-10-24T22:00:00Z to 2026-10-25T23:00:00Z: 2",
                        "2026-10-25T23:00:00Z to 2026-10-26T23:00:00Z: 1");
    }

    @Test
    void shouldCountWeeksFromMonday() {
        assertThat(rows("window: 7d, offset: 4d", "2026-10-25T23:59:59Z", "2026-10-26T00:00:00Z"))
                .containsExactly(
                        "2026-10-19T00:00:00Z to 2026-10-26T00:00:00Z: 1",
                        "2026-10-26T00:00:00Z to 2026-11-02T00:00:00Z: 1");
    }

    @Test
    void shouldTakeALateEventUntilTheDayOfThePlaceIsOver() {
        var late = new String[] {
            "2026-10-25T23:00:29Z", "2026-10-25T22:59:59Z", "2026-10-25T23:00:30Z", "2026-10-25T22:59:59Z"
        };

        assertThat(rows("window: 1d, zone: Europe/Stockholm, grace: 30s", late))
                .containsExactly(
                        "2026-10-25T23:00:00Z to 2026-10-26T23:00:00Z: 1",
                        "2026-10-24T22:00:00Z to 2026-10-25T23:00:00Z: 1",
                        "2026-10-25T23:00:00Z to 2026-10-26T23:00:00Z: 2");
    }

    private List<String> rows(String windows, String... times) {
        String yaml = """
                engine: %s
                sources:
                  s: {topic: s, partitioned_by: user, timestamp: {field: at, unit: iso8601}}
                features:
                  g: {from: s, key: user, %s, to: out, columns: {n: {count: events}}}
                """.formatted(engine, windows);
        try (var pipeline = new TestPipeline(yaml, folder, Instant.parse("2026-10-26T12:00:00Z"))) {
            for (String time : times) {
                pipeline.send("s", "ann", "{\"user\":\"ann\",\"at\":\"" + time + "\"}");
            }
            return pipeline.read("out").stream()
                    .map(row -> words(new String(row.value(), UTF_8)))
                    .toList();
        }
    }

    private static String words(String row) {
        String[] numbers = row.replaceAll("[^0-9,]", "").substring(1).split(",");
        return String.format(
                Locale.ROOT,
                "%s to %s: %s",
                Instant.ofEpochMilli(Long.parseLong(numbers[0])),
                Instant.ofEpochMilli(Long.parseLong(numbers[1])),
                numbers[2]);
    }
}
