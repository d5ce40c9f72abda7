// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.runs;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

import java.util.List;
import java.util.Optional;

/**
 * Several records of a partition, one behind the other, that go through Kafka Streams as one. They travel as a header of
 * the record that stands for them, as the objects that they are: no bytes from outside can be taken for it.
 *
 * @param records at least one, in the order of their offsets
 */
public record Run(List<ConsumerRecord<byte[], byte[]>> records) implements Header {

    private static final String KEY = "penstock.run";
    private static final byte[] NOTHING = {};

    /** Value of the record that stands for a run: this very array. */
    public static final byte[] VALUE = {};

    /** The run that a record with these headers stands for; empty for a record that stands for itself. */
    public static Optional<Run> in(Headers headers) {
        return headers.lastHeader(KEY) instanceof Run run ? Optional.of(run) : Optional.empty();
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
