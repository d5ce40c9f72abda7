// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.send;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;

class RecordTimeTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final AtomicReference<Instant> clock = new AtomicReference<>(NOON);
    private final RecordTime recordTime = new RecordTime(clock::get);

    @Test
    void shouldKeepTheTimeOfAnEventThatHappened() {
        assertThat(checked(Instant.EPOCH)).isEqualTo(0L);
        assertThat(checked(NOON)).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void shouldTakeTheTimeOfSendingForAnEventFarAhead() {
        assertThat(checked(NOON.plus(Duration.ofHours(1)))).isNull();
        assertThat(checked(Instant.parse("9999-01-01T00:00:00Z"))).isNull();
    }

    @Test
    void shouldFollowTheClock() {
        var soon = NOON.plus(Duration.ofHours(2));
        assertThat(checked(soon)).isNull();

        clock.set(soon);

        assertThat(checked(soon)).isEqualTo(soon.toEpochMilli());
    }

    private Long checked(Instant time) {
        var record = new ProducerRecord<>("t", null, time.toEpochMilli(), new byte[0], new byte[0]);
        return recordTime
                .check(new OutgoingEvent(record, EventKind.PLAIN))
                .record()
                .timestamp();
    }
}
