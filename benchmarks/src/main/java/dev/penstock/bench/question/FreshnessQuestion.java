// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.contender.PipelineContender;
import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.Workplace;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How fresh rows are, and what that costs, each case on its own.
 *
 * @param name of the command that asks it
 * @param contenders who write rows
 * @param rounds at least 1
 */
public record FreshnessQuestion(
        String name, List<Contender> contenders, List<FreshnessCase> cases, Phases phases, int rounds)
        implements Question {

    /** By rates and commit intervals. */
    public static final String FRESHNESS = "freshness";

    /** By contenders, all of which commit at the same interval. */
    public static final String LIVE = "live";

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

        private static void require(long value, long least, String message) {
            if (value < least) {
                throw new IllegalArgumentException(message + ", found " + value);
            }
        }
    }

    /** @throws IllegalArgumentException if there is no round, or a contender writes no rows */
    public FreshnessQuestion {
        Rounds.require(rounds);
        for (Contender contender : contenders) {
            if (!contender.rowTopics("").containsKey(PipelineContender.USER_ACTIVITY)) {
                throw new IllegalArgumentException(
                        "the contender " + contender.name() + " writes no rows of " + PipelineContender.USER_ACTIVITY);
            }
        }
    }

    @Override
    public double expectedMicros() {
        return cases.size() * turns("").expectedMicros();
    }

    private Rounds<Contender> turns(String title) {
        double micros = START.plus(phases.warmUp).plus(phases.measured).toMillis() * 1e3;
        return new Rounds<>(title, rounds, contenders, Contender::name, contender -> micros);
    }

    @Override
    public void ask(Workplace place, Progress progress, Consumer<Case> answers) {
        try (var cluster = Cluster.start(place)) {
            for (FreshnessCase each : cases) {
                List<Round> played = turns(name + ", " + each.name())
                        .play(
                                progress,
                                (contender, round) -> new FreshnessRound(cluster, contender, each, round)
                                        .run(phases.warmUp, phases.measured));
                answers.accept(new Case(each.name(), settings(each), played));
            }
        }
    }

    private Map<String, String> settings(FreshnessCase each) {
        Map<String, String> settings = new TreeMap<>(each.settings());
        settings.put("warm-up seconds", String.valueOf(phases.warmUp.toSeconds()));
        settings.put("measured seconds", String.valueOf(phases.measured.toSeconds()));
        return settings;
    }
}
