// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.commit;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.util.Map;

/**
 * A producer for a stream thread that has no transaction after one that was aborted, see {@link ExactlyOnceClients}. Used
 * by one thread at a time, as transactions are.
 */
public class AbortFencedProducer extends KafkaProducer<byte[], byte[]> {

    private boolean hasAborted;

    /** @param settings of the producer, as Kafka Streams makes them */
    public AbortFencedProducer(Map<String, Object> settings) {
        super(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void abortTransaction() {
        hasAborted = true;
        super.abortTransaction();
    }

    /** @throws ProducerFencedException after a transaction was aborted */
    @Override
    public void beginTransaction() {
        if (hasAborted) {
            throw new ProducerFencedException("a transaction was aborted, and some of it may be of tasks that go on");
        }
        super.beginTransaction();
    }
}
