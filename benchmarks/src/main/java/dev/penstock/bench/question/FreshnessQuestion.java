// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.contender.PipelineContender;
import dev.penstock.bench.harness.BenchException;
import dev.penstock.bench.harness.Broker;
import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Figures;
import dev.penstock.bench.harness.Fill;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.Workload;
import dev.penstock.bench.harness.Workplace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How fresh rows are, each of the cases on its own.
 *
 * @param contenders who write rows
 * @param rounds at least 1
 */
public record FreshnessQuestion(List<Contender> contenders, List<FreshnessCase> cases, Phases phases, int rounds)
        implements Question {

    private static final Duration START = Duration.ofSeconds(8);

    /**
     * When it is measured.
     *
     * @param warmUp from the first row until measuring begins
     * @param measured at least a second
     */
    public record Phases(Duration warmUp, Duration measured) {
        /** @throws IllegalArgumentException if there is no time to measure */
        public Phases {
            require(warmUp.toSeconds(), 0, "warming up takes 0 seconds or more");
            require(measured.toSeconds(), 1, "at least 1 second is measured");
        }
    }

    /** @throws IllegalArgumentException if a number is out of its range, or a contender writes no rows */
    public FreshnessQuestion {
        require(rounds, 1, "there must be at least 1 round");
        for (Contender contender : contenders) {
            if (!contender.rowTopics("").containsKey(PipelineContender.USER_ACTIVITY)) {
                throw new IllegalArgumentException(
                        "the contender " + contender.name() + " writes no rows of " + PipelineContender.USER_ACTIVITY);
            }
        }
    }

    private static void require(long value, long least, String message) {
        if (value < least) {
            throw new IllegalArgumentException(message + ", found " + value);
        }
    }

    @Override
    public String name() {
        return "freshness";
    }

    @Override
    public double expectedMicros() {
        return roundMicros() * rounds * contenders.size() * cases.size();
    }

    private double roundMicros() {
        return START.plus(phases.warmUp).plus(phases.measured).toMillis() * 1e3;
    }

    @Override
    public void ask(Workplace place, Progress progress, Consumer<Case> answers) {
        try (var broker = Broker.start(place, Broker.HEAP);
                var cluster = new Cluster(broker.bootstrap())) {
            Fill.createTopics(cluster, Workload.PARTITIONS);
            for (FreshnessCase each : cases) {
                List<Round> played = new ArrayList<>();
                for (int round = 1; round <= rounds; round++) {
                    for (Contender contender : contenders) {
                        progress.begin(
                                String.format(Locale.ROOT, "freshness, %s, %s", each.name(), contender.name()),
                                roundMicros());
                        String id = String.format(Locale.ROOT, "%s-%d-%s", each.id(), round, contender.name());
                        var trial = new FreshnessRound(place, cluster, broker.bootstrap(), contender, each, id);
                        played.add(round(trial, contender, round));
                    }
                }
                answers.accept(new Case(each.name(), settings(each), played));
            }
        }
    }

    private Round round(FreshnessRound trial, Contender contender, int number) {
        try {
            return trial.run(number, phases.warmUp, phases.measured);
        } catch (BenchException e) {
            return new Round(contender.name(), number, Figures.NONE, List.of(e.getMessage()));
        }
    }

    private Map<String, String> settings(FreshnessCase each) {
        Map<String, String> settings = new TreeMap<>(each.settings());
        settings.put("warm-up seconds", String.valueOf(phases.warmUp.toSeconds()));
        settings.put("measured seconds", String.valueOf(phases.measured.toSeconds()));
        return settings;
    }
}
