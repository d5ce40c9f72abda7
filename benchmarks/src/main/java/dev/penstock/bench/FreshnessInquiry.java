// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.report.Case;
import dev.penstock.bench.report.Figures;
import dev.penstock.bench.report.Round;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How fresh rows are, over rates and settings, each pair of them on its own.
 *
 * @param rates events per second, at least 1
 */
record FreshnessInquiry(List<Entrant> entrants, List<Integer> rates, List<Setup> setups, Stretch stretch, int rounds)
        implements Inquiry {

    private static final Duration START = Duration.ofSeconds(8);

    /**
     * When it is measured.
     *
     * @param warmUp from the first row until measuring begins
     * @param measured at least a second
     */
    record Stretch(Duration warmUp, Duration measured) {
        /** @throws IllegalArgumentException if there is no time to measure */
        Stretch {
            require(warmUp.toSeconds(), 0, "warming up takes 0 seconds or more");
            require(measured.toSeconds(), 1, "at least 1 second is measured");
        }
    }

    /** @throws IllegalArgumentException if a number is out of its range, or a contender writes no rows */
    FreshnessInquiry {
        rates.forEach(rate -> require(rate, 1, "a rate is at least 1 event per second"));
        require(rounds, 1, "there must be at least 1 round");
        for (Entrant entrant : entrants) {
            if (!entrant.rowTopics("").containsKey(PipelineEntrant.USER_ACTIVITY)) {
                throw new IllegalArgumentException(
                        "the contender " + entrant.name() + " writes no rows of " + PipelineEntrant.USER_ACTIVITY);
            }
        }
    }

    private static void require(long value, long least, String message) {
        if (value < least) {
            throw new IllegalArgumentException(message + ", found " + value);
        }
    }

    @Override
    public Question question() {
        return Question.FRESHNESS;
    }

    @Override
    public double expectedMicros() {
        return trialMicros() * rounds * entrants.size() * rates.size() * setups.size();
    }

    private double trialMicros() {
        return START.plus(stretch.warmUp).plus(stretch.measured).toMillis() * 1e3;
    }

    @Override
    public void ask(Workplace place, Progress progress, Consumer<Case> answers) {
        try (var broker = Broker.start(place, Broker.HEAP);
                var cluster = new Cluster(broker.bootstrap())) {
            Fill.createTopics(cluster, Workload.PARTITIONS);
            for (int rate : rates) {
                for (Setup setup : setups) {
                    String name =
                            String.format(Locale.ROOT, "%,d events/s, commit every %,d ms", rate, setup.commitMillis());
                    List<Round> played = new ArrayList<>();
                    for (int round = 1; round <= rounds; round++) {
                        for (Entrant entrant : entrants) {
                            progress.begin("freshness, %s, %s".formatted(name, entrant.name()), trialMicros());
                            String id =
                                    "bench-%d-%d-%d-%s".formatted(rate, setup.commitMillis(), round, entrant.name());
                            played.add(round(
                                    new FreshnessTrial(place, cluster, broker.bootstrap(), setup, entrant, rate, id),
                                    entrant,
                                    round));
                        }
                    }
                    answers.accept(new Case(name, settings(setup, rate), played));
                }
            }
        }
    }

    private Round round(FreshnessTrial trial, Entrant entrant, int number) {
        try {
            return trial.run(number, stretch.warmUp, stretch.measured);
        } catch (BenchException e) {
            return new Round(entrant.name(), number, Figures.NONE, List.of(e.getMessage()));
        }
    }

    private Map<String, String> settings(Setup setup, int rate) {
        Map<String, String> settings = new TreeMap<>(setup.settings());
        settings.put("events per second", String.valueOf(rate));
        settings.put("warm-up seconds", String.valueOf(stretch.warmUp.toSeconds()));
        settings.put("measured seconds", String.valueOf(stretch.measured.toSeconds()));
        return settings;
    }
}
