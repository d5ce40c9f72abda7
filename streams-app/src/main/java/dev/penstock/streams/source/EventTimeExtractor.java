// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.source;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.EventDecoder;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.metrics.PipelineMetrics;
import dev.penstock.streams.runs.Arrival;
import dev.penstock.streams.runs.EventRecord;
import dev.penstock.streams.runs.EventRun;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

import java.time.Clock;

/**
 * Gives a record the time of its event. This is also the last place where a record can be refused before its time
 * counts as seen on its partition, so what depends on the record and not on the value alone is checked here: the key,
 * and a time too far ahead of the wall clock. A refused record has the time that its partition had before, and so has one
 * whose clock is ahead where most others aren't, see {@link PartitionLead}.
 *
 * <p>The partition's time that Kafka Streams hands in is stored with the committed offsets, so what is late does not
 * depend on where an instance was stopped. Safe for use by many threads.
 */
public final class EventTimeExtractor implements TimestampExtractor {

    private final Source source;
    private final EventDecoder decoder;
    private final Clock clock;
    private final FastClocks fastClocks;

    EventTimeExtractor(Source source, EventDecoder decoder, Clock clock, PipelineMetrics metrics) {
        this.source = source;
        this.decoder = decoder;
        this.clock = clock;
        this.fastClocks = new FastClocks(source, metrics);
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        var run = (EventRun) record.value();
        long now = clock.millis();
        PartitionLead partition = fastClocks.of(record.partition());
        if (!run.room().hasRecords()) {
            run.room().place(record);
            Arrival arrival = run.events().get(0).arrival();
            judge(arrival, partitionTime, partition, now);
            return arrival.lead() > 0 ? Math.max(0, partitionTime) : arrival.time();
        }
        long time = partitionTime;
        for (EventRecord event : run.events()) {
            Arrival arrival = event.arrival();
            judge(arrival, time, partition, now);
            time = arrival.partitionTimeAfter();
        }
        // Kafka Streams skips a record with a negative time.
        return Math.max(0, time);
    }

    private void judge(Arrival arrival, long partitionTime, PartitionLead partition, long now) {
        arrival.follow(partitionTime);
        if (decoder.isTimeOfRecord() && arrival.isEvent()) {
            arrival.stamp(decoder);
        }
        if (arrival.isEvent()) {
            arrival.refuse(refusal(arrival, now + source.maxFuture().toMillis()));
            if (arrival.isEvent()) {
                compare(arrival, partition, now);
            }
        }
    }

    private void compare(Arrival arrival, PartitionLead partition, long now) {
        long lead = FastClocks.lead(arrival.timestamp(), arrival.recordTimestamp(), now);
        if (!partition.takes(lead, arrival.key(), arrival.offset(), now)) {
            arrival.leadBy(lead);
            fastClocks.tell(arrival.record(), lead, now);
        }
    }

    /**
     * Null where nothing is wrong.
     *
     * @param latest time that is not too far ahead
     */
    private BadEvent refusal(Arrival arrival, long latest) {
        if (!decoder.partitionKeyEquals(arrival.fields(), arrival.key())) {
            return decoder.keyMismatch(arrival.fields(), arrival.key());
        }
        if (arrival.timestamp() <= latest) {
            return null;
        }
        long most = source.maxFuture().toMillis();
        return new BadEvent(
                Reason.TIMESTAMP_IN_FUTURE,
                (arrival.timestamp() - latest + most) + " ms ahead of the wall clock, at most " + most
                        + " ms are taken");
    }
}
