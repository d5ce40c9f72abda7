// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** A place in the topology that others can be attached to. */
final class PassOn<V> extends ContextualFixedKeyProcessor<byte[], V, V> {

    @Override
    public void process(FixedKeyRecord<byte[], V> record) {
        context().forward(record);
    }
}
