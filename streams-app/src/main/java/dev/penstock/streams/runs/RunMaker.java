// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.runs;

import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts the records that a consumer has fetched from the sources together in runs, so that Kafka Streams does once per
 * run what it does for every record: look for the next one, keep its metrics, set up its context. A run has the offset
 * of its first record, since that is what Kafka Streams commits while a record waits to be processed; when none waits it
 * commits the consumer's own position.
 *
 * <p>Where this is not among a consumer's interceptors, each record stands for itself. For use by one consumer.
 */
public final class RunMaker implements ConsumerInterceptor<byte[], byte[]> {

    /** The setting that holds the topics whose records are put together: a collection of their names. */
    public static final String TOPICS_CONFIG = "penstock.run.topics";

    /** What is decoded ahead stays in the processor's own cache. */
    private static final int MOST_RECORDS = 256;

    private static final int MOST_BYTES = 64 << 10;

    private Set<String> topics = Set.of();

    @Override
    public void configure(Map<String, ?> configs) {
        topics = ((Collection<?>) configs.get(TOPICS_CONFIG))
                .stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> fetched) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
        for (TopicPartition partition : fetched.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> own = fetched.records(partition);
            records.put(partition, topics.contains(partition.topic()) ? runs(own) : own);
        }
        return new ConsumerRecords<>(records, fetched.nextOffsets());
    }

    private static List<ConsumerRecord<byte[], byte[]>> runs(List<ConsumerRecord<byte[], byte[]>> records) {
        var runs = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        int from = 0;
        long bytes = 0;
        for (int to = 1; to <= records.size(); to++) {
            bytes += size(records.get(to - 1));
            if (to == records.size() || to - from == MOST_RECORDS || bytes >= MOST_BYTES) {
                runs.add(run(List.copyOf(records.subList(from, to))));
                from = to;
                bytes = 0;
            }
        }
        return runs;
    }

    private static long size(ConsumerRecord<byte[], byte[]> record) {
        return Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    }

    private static ConsumerRecord<byte[], byte[]> run(List<ConsumerRecord<byte[], byte[]>> records) {
        ConsumerRecord<byte[], byte[]> first = records.get(0);
        return new ConsumerRecord<>(
                first.topic(),
                first.partition(),
                first.offset(),
                first.timestamp(),
                first.timestampType(),
                ConsumerRecord.NULL_SIZE,
                0,
                null,
                Run.VALUE,
                new RecordHeaders(List.of(new Run(records))),
                first.leaderEpoch());
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}
}
