// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.runs;

import dev.penstock.event.BadEvent;
import dev.penstock.event.Event;
import dev.penstock.event.EventResult;
import dev.penstock.event.Fields;

/**
 * A record of a source on its way through the topology: the event that it holds, or why it holds none, together with
 * what is needed to pass the record on as it came. Good for as long as the record is processed, see {@link Arrivals}.
 */
public final class EventRecord {

    private final Arrival arrival;

    /** What a stream made of the record; null for the record as it was read. */
    private final EventResult made;

    private EventRecord(Arrival arrival, EventResult made) {
        this.arrival = arrival;
        this.made = made;
    }

    /** What arrived, whatever {@code arrival} holds by and by. */
    static EventRecord read(Arrival arrival) {
        return new EventRecord(arrival, null);
    }

    /** The same record with another event made of it. */
    public EventRecord with(EventResult other) {
        return new EventRecord(arrival, other);
    }

    /** How the record came. */
    public Arrival arrival() {
        return arrival;
    }

    /** The record's value as it came; empty for a record without a value. */
    public byte[] raw() {
        return arrival.value();
    }

    public boolean isEvent() {
        return made == null ? arrival.isEvent() : made instanceof Event;
    }

    public boolean isBad() {
        return !arrival.isEmpty() && !isEvent();
    }

    /** The event's fields. Of no use if this is no event. */
    public Fields fields() {
        return made == null ? arrival.fields() : ((Event) made).fields();
    }

    /** When the event happened, epoch milliseconds. Of no use if this is no event. */
    public long timestamp() {
        return made == null ? arrival.timestamp() : ((Event) made).timestamp();
    }

    public Event event() {
        return new Event(fields(), timestamp());
    }

    /** Why this is no event. Of no use if it is one. */
    public BadEvent bad() {
        return made == null ? arrival.bad() : (BadEvent) made;
    }
}
