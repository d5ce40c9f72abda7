// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import dev.penstock.producer.send.EventSource;
import dev.penstock.producer.send.OutgoingEvent;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class DisorderTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:30Z");
    private static final int COUNT = 100_000;

    private final Workload workload = new Workload(COUNT, 1_000, 0, 0, 1);

    @Test
    void shouldSendEveryEventOnceAndALittleOutOfOrder() throws IOException {
        List<Long> times = new ArrayList<>();
        var ids = new HashSet<String>();
        try (EventSource source = workload.source(NOW)) {
            for (var event = source.next(); event.isPresent(); event = source.next()) {
                times.add(event.get().record().timestamp());
                ids.add(new String(event.get().record().value(), StandardCharsets.UTF_8));
            }
        }

        assertThat(times).hasSize(COUNT);
        assertThat(ids).hasSize(COUNT);
        long latest = 0;
        int late = 0;
        for (long time : times) {
            assertThat(latest - time).isLessThanOrEqualTo(Disorder.MOST_MILLIS + 1L);
            late += time < latest ? 1 : 0;
            latest = Math.max(latest, time);
        }
        assertThat((double) late / COUNT).isBetween(0.03, 0.06);
    }

    @Test
    void shouldBeTheSameEachTimeButForWhenItHappens() throws IOException {
        try (EventSource one = workload.source(NOW);
                EventSource other = workload.source(NOW.plusSeconds(60))) {
            for (int i = 0; i < 1_000; i++) {
                OutgoingEvent first = one.next().orElseThrow();
                OutgoingEvent second = other.next().orElseThrow();
                assertThat(second.record().key()).isEqualTo(first.record().key());
                assertThat(second.record().timestamp()).isEqualTo(first.record().timestamp() + 60_000);
            }
        }
    }
}
