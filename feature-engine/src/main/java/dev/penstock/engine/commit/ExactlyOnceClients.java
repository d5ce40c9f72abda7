// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.commit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;

import java.util.Map;

/**
 * Kafka's own clients, but for a producer that keeps exactly once what Kafka Streams (4.3.1 and 4.4.0) may lose. Give it to Kafka
 * Streams, by the setting {@code default.client.supplier} or its constructor.
 *
 * <p>The tasks of a stream thread share a transaction, and one that is closed because its state is damaged aborts it.
 * Kafka Streams commits the others before ({@code TaskManager.handleCorruption}); but while the group is being rebalanced
 * it leaves that out, and lets them go on: what they had sent, to topics and to changelogs, is missing for good. With an
 * {@link AbortFencedProducer} all tasks of the thread are closed instead, as if another had taken their place, get a new
 * producer, and read again what was not committed.
 *
 * <p>Without state of its own, so safe for use by many threads.
 */
public class ExactlyOnceClients implements KafkaClientSupplier {

    @Override
    public Admin getAdmin(Map<String, Object> settings) {
        return Admin.create(settings);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> settings) {
        return new AbortFencedProducer(settings);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> settings) {
        return consumer(settings);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> settings) {
        return consumer(settings);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> settings) {
        return consumer(settings);
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
