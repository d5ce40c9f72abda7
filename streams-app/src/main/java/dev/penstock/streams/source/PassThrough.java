// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.source;

import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.Record;

/** A place in the topology that others can be attached to. */
public final class PassThrough<V> extends ContextualProcessor<byte[], V, byte[], V> {

    @Override
    public void process(Record<byte[], V> record) {
        context().forward(record);
    }

    /** The same, which tells Kafka Streams that records keep their keys. */
    public static final class WithKey<V> extends ContextualFixedKeyProcessor<byte[], V, V> {
        @Override
        public void process(FixedKeyRecord<byte[], V> record) {
            context().forward(record);
        }
    }
}
