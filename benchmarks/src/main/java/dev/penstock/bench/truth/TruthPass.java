// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import dev.penstock.producer.generator.Generator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * Works out the truth about several slices of the topics while reading these once. Slices overlap: what the same ones
 * hold is told to a truth of its own, and each slice's is the sum of those.
 */
public final class TruthPass {

    private static final long WINDOW = 60_000;
    private static final long GRACE = 30_000;
    private static final int LANES = Runtime.getRuntime().availableProcessors();

    private final AppEventReader appEvents = new AppEventReader();
    private final List<Slice> slices;
    private final Sampling sampling;
    private final Truth.Names names = new Truth.Names();
    private final Map<Part, Truth> parts = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> greatest = new HashMap<>();
    private final LongConsumer progress;
    private long events;

    /**
     * What is told to one truth.
     *
     * @param lane that is told of it: a user's events have the same
     */
    private record Part(BitSet slices, int lane) {}

    private TruthPass(Set<Slice> slices, Sampling sampling, LongConsumer progress) {
        this.slices = List.copyOf(slices);
        this.sampling = sampling;
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
        return pass.truths();
    }

    /** What a record says, decoded once for all slices that hold it. */
    private record Fact(TopicPartition partition, long time, Part part, Consumer<Truth> saying) {}

    private Fact fact(ConsumerRecord<byte[], byte[]> record) {
        var partition = new TopicPartition(record.topic(), record.partition());
        if (partition.topic().equals(Generator.LOGIN_TOPIC)) {
            var login = Login.read(record.value());
            var tally = LoginTally.of(record.value(), login);
            return new Fact(
                    partition,
                    login.timestamp(),
                    part(partition, record.offset(), login.userId()),
                    truth -> truth.add(login, tally));
        }
        AppEvent event = appEvents.read(record.value());
        return new Fact(
                partition,
                event.timestamp(),
                part(partition, record.offset(), event.userId()),
                truth -> truth.add(event));
    }

    private Part part(TopicPartition partition, long offset, String user) {
        var holding = new BitSet(slices.size());
        for (int i = 0; i < slices.size(); i++) {
            holding.set(i, slices.get(i).holds(partition, offset));
        }
        return new Part(holding, Math.floorMod(user.hashCode(), LANES));
    }

    /** Truths don't know of each other, so those of each lane are told by a thread of its own. */
    private void add(List<Fact> facts) {
        IntStream.range(0, LANES)
                .parallel()
                .forEach(lane -> facts.stream()
                        .filter(fact -> fact.part.lane == lane && !fact.part.slices.isEmpty())
                        .forEach(fact -> fact.saying.accept(
                                parts.computeIfAbsent(fact.part, part -> new Truth(sampling, names)))));
        facts.stream()
                .filter(fact -> !fact.part.slices.isEmpty())
                .forEach(fact -> refuseLate(fact.partition, fact.time));
        events += facts.size();
        progress.accept(events);
    }

    private Map<Slice, Truth> truths() {
        Map<Slice, Truth> truths = new HashMap<>();
        for (int i = 0; i < slices.size(); i++) {
            int slice = i;
            var truth = new Truth(sampling, names);
            parts.forEach((part, some) -> {
                if (part.slices.get(slice)) {
                    truth.add(some);
                }
            });
            truths.put(slices.get(i), truth);
        }
        return truths;
    }

    private void refuseLate(TopicPartition partition, long time) {
        long seen = greatest.merge(partition, time, Math::max);
        if (time - time % WINDOW + WINDOW + GRACE <= seen) {
            throw new IllegalStateException(
                    String.format(Locale.ROOT, "%s has an event that is late by %d ms", partition, seen - time));
        }
    }
}
