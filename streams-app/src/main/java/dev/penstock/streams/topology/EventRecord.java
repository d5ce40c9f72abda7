// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.event.BadEvent;
import dev.penstock.event.Event;
import dev.penstock.event.EventDecoder;
import dev.penstock.event.Fields;

/**
 * A record of a source on its way through the topology: the event that it holds, or why it holds none, together with
 * what is needed to pass the record on as it came. Good for as long as the record is processed, see {@link Arrivals}.
 */
final class EventRecord {

    private final Arrival arrival;

    /** What a stream made of the record; null for the record as it was read. */
    private final EventDecoder.Result made;

    private EventRecord(Arrival arrival, EventDecoder.Result made) {
        this.arrival = arrival;
        this.made = made;
    }

    /** What arrived, whatever {@code arrival} holds by and by. */
    static EventRecord read(Arrival arrival) {
        return new EventRecord(arrival, null);
    }

    /** The same record with another event made of it. */
    EventRecord with(EventDecoder.Result other) {
        return new EventRecord(arrival, other);
    }

    /** How the record came. */
    Arrival arrival() {
        return arrival;
    }

    /** The record's value as it came; empty for a record without a value. */
    byte[] raw() {
        return arrival.value();
    }

    boolean isEvent() {
        return made == null ? arrival.isEvent() : made instanceof Event;
    }

    boolean isBad() {
        return !arrival.isEmpty() && !isEvent();
    }

    /** The event's fields. Of no use if this is no event. */
    Fields fields() {
        return made == null ? arrival.fields() : ((Event) made).fields();
    }

    /** When the event happened, epoch milliseconds. Of no use if this is no event. */
    long timestamp() {
        return made == null ? arrival.timestamp() : ((Event) made).timestamp();
    }

    Event event() {
        return new Event(fields(), timestamp());
    }

    /** Why this is no event. Of no use if it is one. */
    BadEvent bad() {
        return made == null ? arrival.bad() : (BadEvent) made;
    }
}
