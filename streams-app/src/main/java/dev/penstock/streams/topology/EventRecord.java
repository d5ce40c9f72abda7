// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.event.BadEvent;
import dev.penstock.event.Event;
import dev.penstock.event.EventDecoder;

/**
 * A record of a source on its way through the topology: the event that it holds, or why it holds none, together with
 * what is needed to pass the record on as it came.
 *
 * @param raw the record's value as it came; empty for a record without a value
 * @param decoded what the value turned out to be
 * @param arrival how the record came
 */
record EventRecord(byte[] raw, EventDecoder.Result decoded, Arrival arrival) {

    /** How a record came. Filled in by {@link EventTimeExtractor}, which alone sees the record itself. */
    static final class Arrival {
        /** The record's own timestamp, which the event's time takes the place of in the topology. */
        long recordTimestamp;

        /** The greatest event time on the record's partition before it; -1 where there was none. */
        long partitionTime = -1;

        /** Why the record is refused though its value is an event; null where it isn't. */
        BadEvent refusal;

        /** Whether the record has no value at all. */
        boolean empty;
    }

    /** The same record with another event made of it. */
    EventRecord with(EventDecoder.Result other) {
        return new EventRecord(raw, other, arrival);
    }

    boolean isEvent() {
        return !arrival.empty && arrival.refusal == null && decoded instanceof Event;
    }

    boolean isBad() {
        return !arrival.empty && !isEvent();
    }

    /** @throws ClassCastException if this is no event */
    Event event() {
        return (Event) decoded;
    }

    /** @throws ClassCastException if this is not bad */
    BadEvent bad() {
        return arrival.refusal != null ? arrival.refusal : (BadEvent) decoded;
    }
}
