// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.runs;

import dev.penstock.event.BadEvent;
import dev.penstock.event.decode.EventBuffer;
import dev.penstock.event.decode.EventDecoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Room for the records of one run, or for one record that stands for itself. Used for one run after the other, by one
 * thread at a time: what stands in it before is gone.
 *
 * <p>What changes from run to run is referred to from here and not from each event's own room: {@link dev.penstock.aggregate.delta.EventFields}
 * tells what a written reference costs.
 */
public final class RunBuffer {

    /** What an event's room is made from, so that all share what is learned of how events are written. */
    private final EventBuffer like;

    /** As many as ever were needed at a time. */
    private final List<EventRecord> events = new ArrayList<>();

    /** What the values came in, in their order; empty until it is known. */
    private List<? extends ConsumerRecord<?, ?>> records = List.of();

    /** The events of one record. */
    private final List<byte[]> unwrapped = new ArrayList<>();

    /** Where prefetched values go, so that the JIT compiler doesn't drop the reads as useless. */
    private long prefetchSink;

    RunBuffer(EventBuffer like) {
        this.like = like;
    }

    /** Reads a record that stands for itself; null for a value that is none. */
    EventRun read(byte[] value, Headers headers, EventDecoder decoder) {
        records = List.of();
        if (decoder.isUnwrapping()) {
            return run(unwrap(value, headers, 0, 0, decoder));
        }
        event(0).sourceRecord().read(value, headers, decoder);
        return run(1);
    }

    EventRun read(Run run, EventDecoder decoder) {
        List<ConsumerRecord<byte[], byte[]>> newRecords = run.records();
        records = newRecords;
        fetch(newRecords);
        if (decoder.isUnwrapping()) {
            int size = 0;
            for (int i = 0; i < newRecords.size(); i++) {
                size = unwrap(newRecords.get(i).value(), newRecords.get(i).headers(), i, size, decoder);
            }
            return run(size);
        }
        for (int i = 0; i < newRecords.size(); i++) {
            event(i).sourceRecord()
                    .read(newRecords.get(i).value(), newRecords.get(i).headers(), decoder);
        }
        return run(newRecords.size());
    }

    /**
     * Reads the events of a record. If one of them is none, the record as a whole is bad, so that it can be sent again without
     * counting the others twice. One that was sent again for the sake of an element has no other.
     *
     * @param record which one of the run it is
     * @param from how many events there are so far
     * @return how many there are with those of the record; one for a record that has none
     */
    private int unwrap(byte[] value, Headers headers, int record, int from, EventDecoder decoder) {
        unwrapped.clear();
        BadEvent bad =
                value == null ? null : decoder.unwrap(value, name -> SourceRecord.last(headers, name), unwrapped);
        int size = from;
        boolean isAlone = unwrapped.size() == 1;
        int only = isAlone ? 0 : only(headers);
        for (int i = 0; bad == null && i < unwrapped.size(); i++) {
            if (only >= 0 && i != only) {
                continue;
            }
            SourceRecord event = event(size++).sourceRecord();
            event.read(unwrapped.get(i), isAlone ? -1 : i, value, record, decoder);
            if (!event.isEvent()) {
                event.refuseWhole();
                bad = event.bad();
            }
        }
        if (bad == null && size > from) {
            return size;
        }
        event(from).sourceRecord().readNone(value, bad, record, decoder);
        return from + 1;
    }

    /** The element that alone is to be taken; negative for all. */
    private static int only(Headers headers) {
        byte[] element = SourceRecord.last(headers, SourceRecord.ELEMENT_HEADER);
        try {
            return element == null ? -1 : Integer.parseInt(new String(element, StandardCharsets.UTF_8));
        } catch (NumberFormatException ofSomebodyElse) {
            return -1;
        }
    }

    /**
     * Reads the records from memory before each is decoded: here the processor has many reads under way at once, where
     * decoding would wait for one after the other.
     */
    private void fetch(List<ConsumerRecord<byte[], byte[]>> ahead) {
        long sum = 0;
        for (int i = 0; i < ahead.size(); i++) {
            ConsumerRecord<byte[], byte[]> record = ahead.get(i);
            byte[] value = record.value();
            if (value != null && value.length > 0) {
                sum += value[value.length / 2] + value[value.length - 1];
            }
            byte[] key = record.key();
            sum += key == null ? 0 : key.length;
        }
        prefetchSink += sum;
    }

    private EventRecord event(int place) {
        if (place == events.size()) {
            events.add(EventRecord.read(new SourceRecord(this, place, like.another())));
        }
        return events.get(place);
    }

    private EventRun run(int size) {
        return new EventRun(new ArrayList<>(events.subList(0, size)), this);
    }

    /** Whether it is known what the values came in. */
    public boolean hasRecords() {
        return !records.isEmpty();
    }

    /** Tells what the value of a record that stands for itself came in. */
    public void place(ConsumerRecord<?, ?> record) {
        records = List.of(record);
    }

    /** @param place in the run */
    ConsumerRecord<?, ?> record(int place) {
        return records.get(place);
    }
}
