// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.report.Case;
import dev.penstock.bench.report.Round;
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
final class Match {

    /** What the settings call the part of the events that a contender reads, behind which its name stands. */
    static final String SHARE_OF = "share of ";

    private static final double TRUTH_MICROS = 1.5;
    private static final double TRIAL_MICROS = 8e6;
    private static final double BROKER_MICROS = 4e6;

    private final String name;
    private final Workload workload;
    private final List<Seat> seats;
    private final int rounds;

    /**
     * A contender's place.
     *
     * @param share of the topics, from the end, that it reads
     */
    record Seat(Entrant entrant, double share) {
        private static final int LEAST_EVENTS = 100_000;

        /**
         * Of one that takes about as long as that, as far as the topics reach: all of them, their last half, the last half
         * of that, and so on.
         *
         * @param seconds at a {@link Pace} of 1
         * @param events in the topics
         */
        static Seat lasting(Entrant entrant, double seconds, long events) {
            double wanted = seconds * 1e6 / entrant.expectedMicros() / events;
            double share = 1;
            while (share * Math.sqrt(0.5) > wanted && share * events >= 2 * LEAST_EVENTS) {
                share /= 2;
            }
            return new Seat(entrant, share);
        }

        /** @throws IllegalArgumentException if the share is none */
        Seat {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("a share lies above 0 and is at most 1, found " + share);
            }
        }
    }

    /**
     * @param name empty if there is no other match
     * @throws IllegalArgumentException if there is no round
     */
    Match(String name, Workload workload, List<Seat> seats, int rounds) {
        if (rounds < 1) {
            throw new IllegalArgumentException("there must be at least 1 round, found " + rounds);
        }
        this.name = name;
        this.workload = workload;
        this.seats = List.copyOf(seats);
        this.rounds = rounds;
    }

    /** About how long it takes. */
    double expectedMicros() {
        double once = seats.stream().mapToDouble(this::expectedMicros).sum();
        return BROKER_MICROS + workload.events() * (Fill.EXPECTED_MICROS + TRUTH_MICROS) + rounds * once;
    }

    private double expectedMicros(Seat seat) {
        return TRIAL_MICROS + workload.events() * seat.share() * seat.entrant().expectedMicros();
    }

    /** All rounds of all contenders, in the order in which they were. */
    Case play(Question question, Workplace place, Setup setup, Progress progress) {
        String title = question.text() + (name.isEmpty() ? ", " : ", " + name + ", ");
        try (var broker = Broker.start(place, setup.brokerHeap());
                var cluster = new Cluster(broker.bootstrap())) {
            Fill.createTopics(cluster, Workload.PARTITIONS);
            progress.begin(title + "events", workload.events() * Fill.EXPECTED_MICROS);
            Fill.fill(broker.bootstrap(), workload, events -> progress.at((double) events / workload.events()));
            var reader = new TopicReader(broker.bootstrap());
            Map<TopicPartition, Long> ends = reader.ends(Fill.TOPICS);
            Map<Seat, Slice> slices = new HashMap<>();
            seats.forEach(seat -> slices.put(seat, Slice.last(seat.share(), ends)));
            progress.begin(title + "truth", workload.events() * TRUTH_MICROS);
            var truths = TruthPass.over(
                    reader,
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
        seats.forEach(seat -> settings.put(SHARE_OF + seat.entrant().name(), String.valueOf(seat.share())));
        return settings;
    }

    private List<Round> play(String title, Arena arena, Map<Seat, Slice> slices, Progress progress) {
        List<Round> played = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            for (Seat seat : seats) {
                String part = title
                        + String.format(
                                Locale.ROOT,
                                "round %d, %s",
                                round,
                                seat.entrant().name());
                progress.begin(part, expectedMicros(seat));
                played.add(new Trial(arena, seat.entrant(), slices.get(seat), round).run(progress::at));
            }
        }
        return played;
    }
}
