// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a consumer gets. */
public final class Rows {

    /** When all records were written: 2026-11-21T08:07:01Z. */
    public static final long TIME = 1795248421000L;

    private Rows() {}

    /**
     * Records of one partition.
     *
     * @param first offset
     * @param keysAndValues one after the other
     */
    public static ConsumerRecords<byte[], byte[]> of(TopicPartition partition, long first, String... keysAndValues) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            String value = keysAndValues[i + 1];
            byte[] key = keysAndValues[i].getBytes(StandardCharsets.UTF_8);
            byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
            records.add(new ConsumerRecord<>(
                    partition.topic(),
                    partition.partition(),
                    first + i / 2,
                    TIME,
                    TimestampType.CREATE_TIME,
                    key.length,
                    bytes == null ? ConsumerRecord.NULL_SIZE : bytes.length,
                    key,
                    bytes,
                    new RecordHeaders(),
                    Optional.empty()));
        }
        long next = first + records.size();
        return new ConsumerRecords<>(Map.of(partition, records), Map.of(partition, new OffsetAndMetadata(next)));
    }
}
