// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.send;

import org.apache.kafka.clients.producer.ProducerRecord;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Keeps event times out of the record timestamp that a broker may refuse because they lie in the future (by default an
 * hour ahead of its clock), and with them every record of the same batch. Such a record gets the time of sending.
 */
final class RecordTime {

    private static final long TOLERANCE_MILLIS = Duration.ofMinutes(30).toMillis();

    private final InstantSource clock;
    private long latest = Long.MIN_VALUE;

    RecordTime(InstantSource clock) {
        this.clock = clock;
    }

    OutgoingEvent check(OutgoingEvent event) {
        var record = event.record();
        Long time = record.timestamp();
        if (time == null || time <= latest) {
            return event;
        }
        // Only now, because asking for the time costs as much as an event may.
        latest = clock.millis() + TOLERANCE_MILLIS;
        return time <= latest
                ? event
                : new OutgoingEvent(new ProducerRecord<>(record.topic(), record.key(), record.value()), event.kind());
    }
}
