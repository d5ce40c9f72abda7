// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import dev.penstock.producer.Generator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
        reader.read(topics, pass::fact, pass::add);
        return pass.truths;
    }

    /** What a record says, decoded once for all truths that have to hold it. */
    private record Fact(TopicPartition partition, long offset, long time, Consumer<Truth> saying) {}

    private Fact fact(ConsumerRecord<byte[], byte[]> record) {
        var partition = new TopicPartition(record.topic(), record.partition());
        if (partition.topic().equals(Generator.LOGIN_TOPIC)) {
            var login = Login.read(record.value());
            return new Fact(partition, record.offset(), login.timestamp(), truth -> truth.add(login, record.value()));
        }
        AppEvent event = appEvents.read(record.value());
        return new Fact(partition, record.offset(), event.timestamp(), truth -> truth.add(event));
    }

    /** Truths don't know of each other, so each may be told by another thread. */
    private void add(List<Fact> facts) {
        truths.entrySet().parallelStream()
                .forEach(truth -> facts.stream()
                        .filter(fact -> truth.getKey().holds(fact.partition, fact.offset))
                        .forEach(fact -> fact.saying.accept(truth.getValue())));
        facts.stream()
                .filter(fact -> truths.keySet().stream().anyMatch(slice -> slice.holds(fact.partition, fact.offset)))
                .forEach(fact -> refuseLate(fact.partition, fact.time));
        events += facts.size();
        progress.accept(events);
    }

    private void refuseLate(TopicPartition partition, long time) {
        long seen = greatest.merge(partition, time, Math::max);
        if (time - time % WINDOW + WINDOW + GRACE <= seen) {
            throw new IllegalStateException("%s has an event that is late by %d ms".formatted(partition, seen - time));
        }
    }
}
