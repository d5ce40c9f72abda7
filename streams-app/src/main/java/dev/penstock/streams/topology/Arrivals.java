// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.event.EventDecoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Room for the records of a source that are being processed, used again and again: Kafka Streams decodes one run ahead
 * per partition, so a thread needs room for as many and one more. Safe for use by many threads.
 */
final class Arrivals {

    private final EventDecoder decoder;
    private final ThreadLocal<ArrayDeque<Arrival>> free = ThreadLocal.withInitial(ArrayDeque::new);

    /** What all room of a thread is made from, so that they share what is learned of how events are written. */
    private final ThreadLocal<Arrival> first;

    Arrivals(EventDecoder decoder) {
        this.decoder = decoder;
        this.first = ThreadLocal.withInitial(() -> new Arrival(decoder.newBuffer()));
    }

    /** Reads a record that stands for itself; null for a value that is none. */
    EventRun read(byte[] value) {
        return new EventRun(List.of(read(value, free.get())), List.of());
    }

    EventRun read(Run run) {
        ArrayDeque<Arrival> room = free.get();
        List<ConsumerRecord<byte[], byte[]>> records = run.records();
        var events = new ArrayList<EventRecord>(records.size());
        for (int i = 0; i < records.size(); i++) {
            events.add(read(records.get(i).value(), room));
        }
        return new EventRun(events, records);
    }

    private EventRecord read(byte[] value, ArrayDeque<Arrival> room) {
        Arrival known = room.pollLast();
        return (known == null ? first.get().another() : known).read(value, decoder);
    }

    /** Takes back what nobody looks at any more. What is never given back is garbage and no loss. */
    void giveBack(EventRun run) {
        ArrayDeque<Arrival> room = free.get();
        // The room that was used first is used first again.
        for (int i = run.events().size() - 1; i >= 0; i--) {
            room.addLast(run.events().get(i).arrival());
        }
    }
}
