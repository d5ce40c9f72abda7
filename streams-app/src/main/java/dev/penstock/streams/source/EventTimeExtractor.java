// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.source;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.metrics.PipelineMetrics;
import dev.penstock.streams.runs.EventRecord;
import dev.penstock.streams.runs.EventRun;
import dev.penstock.streams.runs.SourceRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives a record the time of its event. This is also the last place where a record can be refused before its time
 * counts as seen on its partition, so what depends on the record and not on the value alone is checked here: the key,
 * and a time too far ahead of the wall clock. A refused record has the time that its partition had before, and so has one
 * whose clock is ahead where most others aren't, see {@link PartitionClockSkew}.
 *
 * <p>The partition's time that Kafka Streams hands in is stored with the committed offsets, so what is late does not
 * depend on where an instance was stopped. Safe for use by many threads.
 */
public final class EventTimeExtractor implements TimestampExtractor {

    private final EventDecoder decoder;
    private final boolean isTimeOfRecord;
    private final long maxFutureMillis;
    private final Clock clock;
    private final ClockSkewFilter fastClocks;

    EventTimeExtractor(Source source, EventDecoder decoder, Clock clock, PipelineMetrics metrics) {
        this.decoder = decoder;
        this.isTimeOfRecord = decoder.isTimeOfRecord();
        this.maxFutureMillis = source.maxFuture().toMillis();
        this.clock = clock;
        this.fastClocks = new ClockSkewFilter(source, metrics);
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        var run = (EventRun) record.value();
        long now = clock.millis();
        PartitionClockSkew partition = fastClocks.of(record.partition());
        if (decoder.isUnwrapping()) {
            return extractUnwrapped(run, record, partitionTime, partition, now);
        }
        if (!run.buffer().hasRecords()) {
            run.buffer().place(record);
            SourceRecord sourceRecord = run.events().get(0).sourceRecord();
            judge(sourceRecord, partitionTime, partition, now);
            return sourceRecord.lead() > 0 ? Math.max(0, partitionTime) : sourceRecord.time();
        }
        long time = partitionTime;
        List<EventRecord> events = run.events();
        for (int i = 0; i < events.size(); i++) {
            time = judge(events.get(i).sourceRecord(), time, partition, now);
        }
        // Kafka Streams skips a record with a negative time.
        return Math.max(0, time);
    }

    /** Of records that may hold several events. Where one of these is refused, the record as a whole is. */
    private long extractUnwrapped(
            EventRun run, ConsumerRecord<?, ?> record, long partitionTime, PartitionClockSkew partition, long now) {
        if (!run.buffer().hasRecords()) {
            run.buffer().place(record);
        }
        List<EventRecord> events = run.events();
        List<EventRecord> taken = new ArrayList<>(events.size());
        long time = partitionTime;
        for (int from = 0, to; from < events.size(); from = to) {
            to = EventRun.endOfRecord(events, from);
            List<EventRecord> ofRecord = events.subList(from, to);
            long before = time;
            Optional<EventRecord> refused = Optional.empty();
            for (EventRecord event : ofRecord) {
                time = judge(event.sourceRecord(), time, partition, now);
                refused = refused.or(() -> Optional.of(event).filter(EventRecord::isBad));
            }
            refused.ifPresent(event -> event.sourceRecord().refuseWhole());
            time = refused.isPresent() ? before : time;
            taken.addAll(refused.map(List::of).orElse(ofRecord));
        }
        events.clear();
        events.addAll(taken);
        return Math.max(0, time);
    }

    /** Returns the partition's time with the record. Short, so that the reads of one event do not wait for the last's. */
    private long judge(SourceRecord sourceRecord, long partitionTime, PartitionClockSkew partition, long now) {
        sourceRecord.follow(partitionTime);
        if (!sourceRecord.isEvent() || isTimeOfRecord && !sourceRecord.stamp(decoder)) {
            return partitionTime;
        }
        ConsumerRecord<?, ?> record = sourceRecord.record();
        var key = (byte[]) record.key();
        if (!decoder.partitionKeyEquals(sourceRecord.fields(), key)) {
            sourceRecord.refuse(decoder.keyMismatch(sourceRecord.fields(), key));
            return partitionTime;
        }
        long time = sourceRecord.timestamp();
        if (time > now + maxFutureMillis) {
            sourceRecord.refuse(tooFarAhead(time - now));
            return partitionTime;
        }
        long lead = ClockSkewFilter.lead(time, record.timestamp(), now);
        if (!partition.takes(lead, key, record.offset(), now)) {
            sourceRecord.leadBy(lead);
            fastClocks.tell(record, lead, now);
            return partitionTime;
        }
        return Math.max(partitionTime, time);
    }

    private BadEvent tooFarAhead(long ahead) {
        return new BadEvent(
                Reason.TIMESTAMP_IN_FUTURE,
                ahead + " ms ahead of the wall clock, at most " + maxFutureMillis + " ms are taken");
    }
}
