// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.harness.Broker;
import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Fill;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Workload;
import dev.penstock.bench.harness.Workplace;
import dev.penstock.bench.truth.Sampling;
import dev.penstock.bench.truth.Slice;
import dev.penstock.bench.truth.TopicReader;
import dev.penstock.bench.truth.TruthPass;
import org.apache.kafka.common.TopicPartition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Contenders on one workload: a new broker, its topics filled once, then all contenders one after the other, and that as
 * often as there are rounds.
 */
public final class WorkloadCase {

    /** What the settings call the part of the events that a contender reads, behind which its name stands. */
    public static final String SHARE_OF = "share of ";

    private static final double TRUTH_MICROS = 1.5;
    private static final double ROUND_MICROS = 8e6;
    private static final double BROKER_MICROS = 4e6;

    private final String name;
    private final Workload workload;
    private final List<Reader> readers;
    private final int rounds;

    /**
     * A contender's place.
     *
     * @param share of the topics, from the end, that it reads
     */
    public record Reader(Contender contender, double share) {
        private static final int LEAST_EVENTS = 100_000;

        /**
         * Of one that takes about as long as that, as far as the topics reach: all of them, their last half, the last half
         * of that, and so on.
         *
         * @param seconds at a {@link Pace} of 1
         * @param events in the topics
         */
        public static Reader lasting(Contender contender, double seconds, long events) {
            double wanted = seconds * 1e6 / contender.expectedMicros() / events;
            double share = 1;
            while (share * Math.sqrt(0.5) > wanted && share * events >= 2 * LEAST_EVENTS) {
                share /= 2;
            }
            return new Reader(contender, share);
        }

        /** @throws IllegalArgumentException if the share is none */
        public Reader {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("a share lies above 0 and is at most 1, found " + share);
            }
        }
    }

    /**
     * @param name empty if there is no other match
     * @throws IllegalArgumentException if there is no round
     */
    public WorkloadCase(String name, Workload workload, List<Reader> readers, int rounds) {
        if (rounds < 1) {
            throw new IllegalArgumentException("there must be at least 1 round, found " + rounds);
        }
        this.name = name;
        this.workload = workload;
        this.readers = List.copyOf(readers);
        this.rounds = rounds;
    }

    /** About how long it takes. */
    double expectedMicros() {
        double once = readers.stream().mapToDouble(this::expectedMicros).sum();
        return BROKER_MICROS + workload.events() * (Fill.EXPECTED_MICROS + TRUTH_MICROS) + rounds * once;
    }

    private double expectedMicros(Reader reader) {
        return ROUND_MICROS
                + workload.events() * reader.share() * reader.contender().expectedMicros();
    }

    /** All rounds of all contenders, in the order in which they were. */
    Case play(String question, Workplace place, Setup setup, Progress progress) {
        String title = question + (name.isEmpty() ? ", " : ", " + name + ", ");
        try (var broker = Broker.start(place, setup.brokerHeap());
                var cluster = new Cluster(broker.bootstrap())) {
            Fill.createTopics(cluster, Workload.PARTITIONS);
            progress.begin(title + "events", workload.events() * Fill.EXPECTED_MICROS);
            Fill.fill(broker.bootstrap(), workload, events -> progress.at((double) events / workload.events()));
            var topics = new TopicReader(broker.bootstrap());
            Map<TopicPartition, Long> ends = topics.ends(Fill.TOPICS);
            Map<Reader, Slice> slices = new HashMap<>();
            readers.forEach(reader -> slices.put(reader, Slice.last(reader.share(), ends)));
            progress.begin(title + "truth", workload.events() * TRUTH_MICROS);
            var truths = TruthPass.over(
                    topics,
                    Fill.TOPICS,
                    new LinkedHashSet<>(slices.values()),
                    Sampling.ofRows(workload.mostRows()),
                    events -> progress.at((double) events / workload.events()));
            var arena = new Arena(place, setup, broker.bootstrap(), cluster, truths);
            return new Case(name, settings(setup), play(title, arena, slices, progress));
        }
    }

    private Map<String, String> settings(Setup setup) {
        Map<String, String> settings = new TreeMap<>(setup.settings());
        settings.putAll(workload.settings());
        readers.forEach(reader -> settings.put(SHARE_OF + reader.contender().name(), String.valueOf(reader.share())));
        return settings;
    }

    private List<Round> play(String title, Arena arena, Map<Reader, Slice> slices, Progress progress) {
        List<Round> played = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            for (Reader reader : readers) {
                String part = title
                        + String.format(
                                Locale.ROOT,
                                "round %d, %s",
                                round,
                                reader.contender().name());
                progress.begin(part, expectedMicros(reader));
                played.add(new WorkloadRound(arena, reader.contender(), slices.get(reader), round).run(progress::at));
            }
        }
        return played;
    }
}
