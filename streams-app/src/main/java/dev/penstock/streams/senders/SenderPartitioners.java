// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.senders;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.metrics.PipelineMetrics;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether the senders to each source whose keys matter choose partitions alike, by a sample of the records that this instance reads. Counts
 * what it sees and warns once. Safe for use by many threads.
 */
public final class SenderPartitioners {

    private static final Logger LOG = LoggerFactory.getLogger(SenderPartitioners.class);

    /** All of the first records are looked at: what is little is seen as well. */
    private static final long FIRST = 10_000;

    /** Then one in so many. */
    private static final int SAMPLE = 64;

    private final Map<String, Sender> byTopic = new HashMap<>();

    public SenderPartitioners(Pipeline pipeline, PipelineMetrics metrics) {
        // Other keys may be in any partition: whatever is gathered by a field is sorted by it first.
        for (Source source : pipeline.sources().stream()
                .filter(source -> source.key().isLookedAt())
                .toList()) {
            byTopic.put(source.topic(), new Sender(source, metrics));
        }
    }

    /** Tells how many partitions there are; before that nothing is looked at. Topics whose keys nobody looks at are ignored. */
    public void know(Map<String, Integer> partitions) {
        partitions.forEach((topic, count) -> {
            Sender sender = byTopic.get(topic);
            if (sender != null) {
                sender.placements = new KeyPlacements(count);
            }
        });
    }

    /** Takes some records of a partition. */
    void look(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        Sender sender = byTopic.get(partition.topic());
        if (sender != null) {
            sender.look(records);
        }
    }

    private static final class Sender {

        private final Source source;
        private final Map<Partitioner, Counter> counters = new EnumMap<>(Partitioner.class);
        private final AtomicLong looked = new AtomicLong();
        private final AtomicBoolean told = new AtomicBoolean();

        /** Null until it is known how many partitions there are; set by one thread and read by others. */
        private volatile KeyPlacements placements;

        Sender(Source source, PipelineMetrics metrics) {
            this.source = source;
            for (Partitioner partitioner : Partitioner.values()) {
                counters.put(partitioner, metrics.partitioned(source.name(), partitioner.code()));
            }
            metrics.partitionersMixed(source.name(), told);
        }

        void look(List<ConsumerRecord<byte[], byte[]>> records) {
            KeyPlacements known = placements;
            if (known == null) {
                return;
            }
            int step = looked.get() < FIRST ? 1 : SAMPLE;
            for (int i = 0; i < records.size(); i += step) {
                ConsumerRecord<byte[], byte[]> record = records.get(i);
                known.add(record.key(), record.partition())
                        .ifPresent(partitioner -> counters.get(partitioner).increment());
            }
            looked.addAndGet(records.size());
            if (known.isMixed() && told.compareAndSet(false, true)) {
                LOG.warn(
                        "source '{}': senders don't choose the partitions of {} alike: {}",
                        source.name(),
                        source.topic(),
                        known.advice());
            }
        }
    }
}
