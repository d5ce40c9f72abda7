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
import java.util.function.LongConsumer;

/** Works out the truth about several slices of the topics while reading these once. */
public final class TruthPass {

    private static final long WINDOW = 60_000;
    private static final long GRACE = 30_000;
    private static final int REPORT_EVERY = 1 << 14;

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
        reader.read(topics, pass::add);
        progress.accept(pass.events);
        return pass.truths;
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        var partition = new TopicPartition(record.topic(), record.partition());
        List<Truth> held = truths.entrySet().stream()
                .filter(truth -> truth.getKey().holds(partition, record.offset()))
                .map(Map.Entry::getValue)
                .toList();
        if (!held.isEmpty()) {
            refuseLate(partition, add(record, held));
        }
        events++;
        if (events % REPORT_EVERY == 0) {
            progress.accept(events);
        }
    }

    /** Decodes once for all of them; the event's time, in epoch milliseconds. */
    private long add(ConsumerRecord<byte[], byte[]> record, List<Truth> held) {
        if (record.topic().equals(Generator.LOGIN_TOPIC)) {
            var login = Login.read(record.value());
            held.forEach(truth -> truth.add(login, record.value()));
            return login.timestamp();
        }
        AppEvent event = appEvents.read(record.value());
        held.forEach(truth -> truth.add(event));
        return event.timestamp();
    }

    private void refuseLate(TopicPartition partition, long time) {
        long seen = greatest.merge(partition, time, Math::max);
        if (time - time % WINDOW + WINDOW + GRACE <= seen) {
            throw new IllegalStateException("%s has an event that is late by %d ms".formatted(partition, seen - time));
        }
    }
}
