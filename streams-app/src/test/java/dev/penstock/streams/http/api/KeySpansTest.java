// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.api;

import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.streams.http.api.KeySpans.Span;
import dev.penstock.streams.http.route.RequestParameters;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class KeySpansTest {

    private static final FeatureGroup MINUTES =
            PipelineReader.read("p.yaml", """
            sources: {clicks: {topic: clicks, partitioned_by: user, timestamp: {field: at, unit: millis}}}
            features: {users: {from: clicks, key: user, window: 1m, to: users, columns: {n: {count: events}}}}
            """).features().get(0);

    private final KeySpans spans = new KeySpans(Clock.fixed(Instant.parse("2026-03-01T12:34:56Z"), ZoneOffset.UTC));

    @Test
    void shouldEndASpanWithTheWindowThatHoldsNow() {
        assertThat(span(Map.of("last", List.of("5m"))))
                .isEqualTo(new Span(millis("2026-03-01T12:30:00Z"), millis("2026-03-01T12:35:00Z"), true));
    }

    @Test
    void shouldEndASpanWhereItIsTold() {
        assertThat(span(Map.of("last", List.of("1h"), "to", List.of("2015-05-17T10:05:00Z"))))
                .isEqualTo(new Span(millis("2015-05-17T09:05:00Z"), millis("2015-05-17T10:05:00Z"), true));
    }

    private Span span(Map<String, List<String>> parameters) {
        return spans.of(MINUTES, new RequestParameters(parameters));
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
