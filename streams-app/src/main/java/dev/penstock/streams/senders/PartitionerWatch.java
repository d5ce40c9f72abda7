// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.senders;

import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import java.util.List;
import java.util.Map;

/**
 * Shows {@link SenderPartitioners} some of the records that a consumer has fetched: the first ones, then one in so many.
 * Has to come before what changes records. For use by one consumer.
 */
public final class PartitionerWatch implements ConsumerInterceptor<byte[], byte[]> {

    /** The setting that holds the {@link SenderPartitioners}. */
    public static final String PARTITIONERS_CONFIG = "penstock.sender.partitioners";

    private SenderPartitioners partitioners;

    @Override
    public void configure(Map<String, ?> configs) {
        partitioners = (SenderPartitioners) configs.get(PARTITIONERS_CONFIG);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> fetched) {
        for (TopicPartition partition : fetched.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> records = fetched.records(partition);
            partitioners.look(partition, records);
        }
        return fetched;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}
}
