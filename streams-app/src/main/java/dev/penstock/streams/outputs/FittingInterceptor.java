// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.outputs;

import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

import java.util.Map;

/**
 * Makes the records of a producer fit for their topics, see {@link Outputs}. Where this is not among a producer's
 * interceptors, records are sent as they are.
 */
public final class FittingInterceptor implements ProducerInterceptor<byte[], byte[]> {

    private Outputs outputs;

    @Override
    public void configure(Map<String, ?> configs) {
        outputs = (Outputs) configs.get(Outputs.CONFIG);
    }

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
        return outputs.fit(record);
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception failure) {}

    @Override
    public void close() {}
}
