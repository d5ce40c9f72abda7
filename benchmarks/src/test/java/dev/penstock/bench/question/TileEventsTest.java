// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.contender.BenchPipeline;
import dev.penstock.bench.contender.Decoding;
import dev.penstock.bench.contender.PipelineContender;
import dev.penstock.bench.truth.Tally;
import dev.penstock.bench.truth.TallyCounter;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.producer.send.OutgoingEvent;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

class TileEventsTest {

    @Test
    void shouldMakeOneGoodEventOfEachUserInOneMinute() throws Exception {
        String yaml = BenchPipeline.yaml("micro-batch", Set.of(PipelineContender.USER_ACTIVITY), "");
        var counter = new TallyCounter();
        Consumer<byte[]> decoder = Decoding.PENSTOCK.into(counter, PipelineReader.read("bench.yaml", yaml));
        Set<String> users = new HashSet<>();
        Set<Long> minutes = new HashSet<>();
        try (var events = new TileEvents(1_000, Instant.parse("2026-11-21T12:34:56Z"))) {
            for (var event = events.next(); event.isPresent(); event = events.next()) {
                var record = event.map(OutgoingEvent::record).get();
                decoder.accept(record.value());
                users.add(new String(record.key(), StandardCharsets.UTF_8));
                minutes.add(record.timestamp() / 60_000);
            }
        }

        assertThat(users).hasSize(1_000);
        assertThat(minutes)
                .containsExactly(Instant.parse("2026-11-21T12:33:00Z").getEpochSecond() / 60);
        Tally tally = counter.tally();
        assertThat(tally.events()).isEqualTo(1_000);
        // 0.5 + 1.5 + ... + 999.5
        assertThat(tally.spend()).isEqualByComparingTo(new BigDecimal(500_000));
    }
}
