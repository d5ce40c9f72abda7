// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Workload;
import dev.penstock.bench.harness.Workplace;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Contenders on one workload: a new broker, its topics filled once, then all rounds. */
public final class WorkloadCase {

    /** What the settings call the part of the events that a contender reads, behind which its name stands. */
    public static final String SHARE_OF = "share of ";

    private static final double ROUND_MICROS = 8e6;

    private final String name;
    private final Workload workload;
    private final List<Reader> readers;
    private final int rounds;

    /**
     * A contender that reads a part of the events.
     *
     * @param share of the topics, from the end, that it reads
     */
    public record Reader(Contender contender, double share) {
        private static final int LEAST_EVENTS = 100_000;

        /**
         * One that takes about as long as that, as far as the topics reach: it reads all of them, their last half, the last
         * half of that, and so on.
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

        private String name() {
            return contender.name();
        }
    }

    /**
     * @param name empty if the question has no other case
     * @throws IllegalArgumentException if there is no round
     */
    public WorkloadCase(String name, Workload workload, List<Reader> readers, int rounds) {
        Rounds.require(rounds);
        this.name = name;
        this.workload = workload;
        this.readers = List.copyOf(readers);
        this.rounds = rounds;
    }

    /** About how long it takes. */
    double expectedMicros() {
        return FilledCluster.expectedMicros(workload) + turns("").expectedMicros();
    }

    private Rounds<Reader> turns(String title) {
        return new Rounds<>(
                title,
                rounds,
                readers,
                Reader::name,
                reader -> ROUND_MICROS
                        + workload.events()
                                * reader.share()
                                * reader.contender().expectedMicros());
    }

    /** All rounds of all contenders. */
    Case play(String question, Workplace place, Setup setup, Progress progress) {
        String title = question + (name.isEmpty() ? "" : ", " + name);
        try (var cluster = Cluster.start(place)) {
            List<Double> shares = readers.stream().map(Reader::share).toList();
            var filled = FilledCluster.fill(cluster, title, workload, shares, progress);
            List<Round> played = turns(title)
                    .play(
                            progress,
                            (reader, round) -> new WorkloadRound(
                                            filled, setup, reader.contender(), filled.slice(reader.share()), round)
                                    .run(progress::at));
            return new Case(name, settings(setup), played);
        }
    }

    private Map<String, String> settings(Setup setup) {
        Map<String, String> settings = new TreeMap<>(setup.settings());
        settings.putAll(workload.settings());
        readers.forEach(reader -> settings.put(SHARE_OF + reader.name(), String.valueOf(reader.share())));
        return settings;
    }
}
