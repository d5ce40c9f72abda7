// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.source;

import dev.penstock.streams.runs.EventRun;
import dev.penstock.streams.runs.Run;
import dev.penstock.streams.runs.RunBufferPool;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;

/** Decodes values where Kafka Streams reads them: once, and without an exception. Safe for use by many threads. */
public record EventDeserializer(RunBufferPool buffers) implements Deserializer<EventRun> {

    private static final Headers NO_HEADERS = new RecordHeaders();

    @Override
    public EventRun deserialize(String topic, byte[] value) {
        return buffers.read(value, NO_HEADERS);
    }

    @Override
    public EventRun deserialize(String topic, Headers headers, byte[] value) {
        return Run.in(headers).map(buffers::read).orElseGet(() -> buffers.read(value, headers));
    }
}
