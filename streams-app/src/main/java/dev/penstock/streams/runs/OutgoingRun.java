// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.runs;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

import java.util.List;
import java.util.Optional;

/**
 * Several records that go through Kafka Streams to the producer as one, see {@link RunProducer}. They travel as a header
 * of the record that stands for them, as the objects that they are.
 *
 * @param records at least one
 */
public record OutgoingRun(List<ProducerRecord<byte[], byte[]>> records) implements Header {

    private static final String KEY = "penstock.outgoing.run";
    private static final byte[] NOTHING = {};

    /** The run that a record with these headers stands for; empty for a record that stands for itself. */
    static Optional<OutgoingRun> in(Headers headers) {
        return headers.lastHeader(KEY) instanceof OutgoingRun run ? Optional.of(run) : Optional.empty();
    }

    /** Of the record that stands for the run. */
    public Headers asHeaders() {
        return new RecordHeaders(List.of(this));
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public byte[] value() {
        return NOTHING;
    }
}
