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
 * How fresh rows are, each of the terms on its own.
 *
 * @param entrants who write rows
 * @param rounds at least 1
 */
record FreshnessInquiry(List<Entrant> entrants, List<FreshnessTerms> terms, Stretch stretch, int rounds)
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
        return trialMicros() * rounds * entrants.size() * terms.size();
    }

    private double trialMicros() {
        return START.plus(stretch.warmUp).plus(stretch.measured).toMillis() * 1e3;
    }

    @Override
    public void ask(Workplace place, Progress progress, Consumer<Case> answers) {
        try (var broker = Broker.start(place, Broker.HEAP);
                var cluster = new Cluster(broker.bootstrap())) {
            Fill.createTopics(cluster, Workload.PARTITIONS);
            for (FreshnessTerms each : terms) {
                List<Round> played = new ArrayList<>();
                for (int round = 1; round <= rounds; round++) {
                    for (Entrant entrant : entrants) {
                        progress.begin(
                                String.format(Locale.ROOT, "freshness, %s, %s", each.name(), entrant.name()),
                                trialMicros());
                        String id = String.format(Locale.ROOT, "%s-%d-%s", each.id(), round, entrant.name());
                        var trial = new FreshnessTrial(place, cluster, broker.bootstrap(), entrant, each, id);
                        played.add(round(trial, entrant, round));
                    }
                }
                answers.accept(new Case(each.name(), settings(each), played));
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

    private Map<String, String> settings(FreshnessTerms each) {
        Map<String, String> settings = new TreeMap<>(each.settings());
        settings.put("warm-up seconds", String.valueOf(stretch.warmUp.toSeconds()));
        settings.put("measured seconds", String.valueOf(stretch.measured.toSeconds()));
        return settings;
    }
}
