// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.EventDecoder;
import dev.penstock.event.pipeline.Source;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

import java.time.Clock;

/**
 * Gives a record the time of its event. This is also the last place where a record can be refused before its time
 * counts as seen on its partition, so what depends on the record and not on the value alone is checked here: the key,
 * and a time too far ahead of the wall clock. A refused record has the time that its partition had before.
 *
 * <p>The partition's time that Kafka Streams hands in is stored with the committed offsets, so what is late does not
 * depend on where an instance was stopped. Safe for use by many threads.
 */
final class EventTimeExtractor implements TimestampExtractor {

    private final Source source;
    private final EventDecoder decoder;
    private final Clock clock;

    EventTimeExtractor(Source source, EventDecoder decoder, Clock clock) {
        this.source = source;
        this.decoder = decoder;
        this.clock = clock;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        var run = (EventRun) record.value();
        if (run.records().isEmpty()) {
            EventRecord event = run.events().get(0);
            judge(event, (byte[]) record.key(), record, partitionTime);
            return event.arrival().time();
        }
        long time = partitionTime;
        for (int i = 0; i < run.events().size(); i++) {
            EventRecord event = run.events().get(i);
            ConsumerRecord<byte[], byte[]> own = run.records().get(i);
            judge(event, own.key(), own, time);
            time = Math.max(time, event.arrival().time());
        }
        return time;
    }

    private void judge(EventRecord event, byte[] key, ConsumerRecord<?, ?> record, long partitionTime) {
        Arrival arrival = event.arrival();
        arrival.place(record.timestamp(), record.offset(), partitionTime);
        if (arrival.isEvent()) {
            arrival.refuse(refusal(key, event));
        }
    }

    /** Null where nothing is wrong. */
    private BadEvent refusal(byte[] key, EventRecord value) {
        if (key == null || !decoder.partitionKeyEquals(value.fields(), key)) {
            String found = key == null ? "missing" : "another text";
            return new BadEvent(
                    Reason.KEY_MISMATCH,
                    "the record key is " + found + ", expected the '" + source.partitionedBy() + "' of the event");
        }
        long ahead = value.timestamp() - clock.millis();
        return ahead > source.maxFuture().toMillis()
                ? new BadEvent(
                        Reason.TIMESTAMP_IN_FUTURE,
                        ahead + " ms ahead of the wall clock, at most "
                                + source.maxFuture().toMillis() + " ms are taken")
                : null;
    }
}
