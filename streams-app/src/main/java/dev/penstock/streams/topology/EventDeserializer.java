// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import org.apache.kafka.common.serialization.Deserializer;

/** Decodes a value where Kafka Streams reads it: once, and without an exception. Safe for use by many threads. */
record EventDeserializer(Arrivals arrivals) implements Deserializer<EventRecord> {

    @Override
    public EventRecord deserialize(String topic, byte[] value) {
        return arrivals.read(value);
    }
}
