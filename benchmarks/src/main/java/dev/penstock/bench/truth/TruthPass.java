// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import dev.penstock.producer.Generator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Works out the truth about several slices of the topics while reading these once. */
public final class TruthPass {

    private static final long WINDOW = 60_000;
    private static final long GRACE = 30_000;

    private final AppEventReader appEvents = new AppEventReader();
    private final Map<Slice, Truth> truths = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> greatest = new HashMap<>();
    private final LongConsumer progress;
    private long events;

    private TruthPass(Set<Slice> slices, Sampling sampling, LongConsumer progress) {
        slices.forEach(slice -> truths.put(slice, new Truth(sampling)));
        this.progress = progress;
    }

    /**
     * Reads app events and logins.
     *
     * @param progress is told how many events were read so far
     * @throws IllegalStateException if an event is late for its window: then the answer would depend on the reader
     */
    public static Map<Slice, Truth> over(
            TopicReader reader,
            Collection<String> topics,
            Set<Slice> slices,
            Sampling sampling,
            LongConsumer progress) {
        var pass = new TruthPass(slices, sampling, progress);
        reader.readPortions(topics, pass::add);
        return pass.truths;
    }

    /** Decodes on all processors, which takes most of the time, and adds up in the order of the records. */
    private void add(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            records.records(partition).parallelStream()
                    .map(record -> fact(partition, record))
                    .toList()
                    .forEach(fact -> add(partition, fact));
        }
        events += records.count();
        progress.accept(events);
    }

    /** What a record says, decoded once for all truths that have to hold it. */
    private record Fact(List<Truth> held, long time, Consumer<Truth> saying) {}

    private Fact fact(TopicPartition partition, ConsumerRecord<byte[], byte[]> record) {
        List<Truth> held = truths.entrySet().stream()
                .filter(truth -> truth.getKey().holds(partition, record.offset()))
                .map(Map.Entry::getValue)
                .toList();
        if (partition.topic().equals(Generator.LOGIN_TOPIC)) {
            var login = Login.read(record.value());
            return new Fact(held, login.timestamp(), truth -> truth.add(login, record.value()));
        }
        AppEvent event = appEvents.read(record.value());
        return new Fact(held, event.timestamp(), truth -> truth.add(event));
    }

    private void add(TopicPartition partition, Fact fact) {
        if (!fact.held.isEmpty()) {
            fact.held.forEach(fact.saying);
            refuseLate(partition, fact.time);
        }
    }

    private void refuseLate(TopicPartition partition, long time) {
        long seen = greatest.merge(partition, time, Math::max);
        if (time - time % WINDOW + WINDOW + GRACE <= seen) {
            throw new IllegalStateException("%s has an event that is late by %d ms".formatted(partition, seen - time));
        }
    }
}
