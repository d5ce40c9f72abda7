// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.event.EventDecoder;

import java.util.ArrayDeque;

/**
 * Room for the records of a source that are being processed, used again and again: Kafka Streams decodes one record
 * ahead per partition, so a thread needs one for each of its partitions and one more. Safe for use by many threads.
 */
final class Arrivals {

    private final EventDecoder decoder;
    private final ThreadLocal<ArrayDeque<Arrival>> free = ThreadLocal.withInitial(ArrayDeque::new);

    Arrivals(EventDecoder decoder) {
        this.decoder = decoder;
    }

    /** @param value null for a record that has none */
    EventRecord read(byte[] value) {
        Arrival arrival = free.get().pollLast();
        return (arrival == null ? new Arrival(decoder.newBuffer()) : arrival).read(value, decoder);
    }

    /** Takes back what nobody looks at any more. What is never given back is garbage and no loss. */
    void giveBack(Arrival arrival) {
        free.get().addLast(arrival);
    }
}
