// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.EventDecoder;
import org.apache.kafka.common.serialization.Deserializer;

/** Decodes a value where Kafka Streams reads it: once, and without an exception. Safe for use by many threads. */
final class EventDeserializer implements Deserializer<EventRecord> {

    private static final byte[] NOTHING = {};

    private final EventDecoder decoder;

    EventDeserializer(EventDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public EventRecord deserialize(String topic, byte[] value) {
        var arrival = new EventRecord.Arrival();
        if (value == null) {
            arrival.empty = true;
            return new EventRecord(NOTHING, new BadEvent(Reason.NOT_JSON, "no value"), arrival);
        }
        return new EventRecord(value, decoder.decode(value), arrival);
    }
}
