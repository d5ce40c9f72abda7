// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.contender.ScoringContender;
import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Workplace;
import dev.penstock.bench.question.FreshnessQuestion.Phases;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How long texts wait for their scores under a steady rate, and how fast a topic of them is worked off.
 *
 * @param rate texts per second, at least 1
 * @param backlog what is asked besides, if anything is
 */
public record ScoringQuestion(Setup setup, int rate, Phases phases, int rounds, Optional<ScoringBacklog> backlog)
        implements Question {

    private static final Duration START = Duration.ofSeconds(12);

    /** @throws IllegalArgumentException if there is nothing to do */
    public ScoringQuestion {
        Rounds.require(rounds);
        if (rate < 1) {
            throw new IllegalArgumentException("a target is at least 1 text per second, found " + rate);
        }
    }

    @Override
    public String name() {
        return "scoring";
    }

    @Override
    public double expectedMicros() {
        return turns().expectedMicros()
                + backlog.map(ScoringBacklog::expectedMicros).orElse(0.0);
    }

    private Rounds<ScoringContender> turns() {
        double micros = START.plus(phases.warmUp()).plus(phases.measured()).toMillis() * 1e3;
        return new Rounds<>("scoring", rounds, List.of(Contenders.SCORING), ScoringContender::name, turn -> micros);
    }

    @Override
    public void ask(Workplace place, Progress progress, Consumer<Case> answers) {
        List<Round> played = turns().play(progress, (contender, round) -> {
            // The topic of the texts has one name, so each round begins with none.
            try (var cluster = Cluster.start(place)) {
                return new ScoringRound(cluster, setup, contender, rate, round).run(phases);
            }
        });
        Map<String, String> settings = new TreeMap<>(setup.settings());
        settings.put("texts per second", String.valueOf(rate));
        settings.put("warm-up seconds", String.valueOf(phases.warmUp().toSeconds()));
        settings.put("measured seconds", String.valueOf(phases.measured().toSeconds()));
        answers.accept(new Case(String.format(Locale.ROOT, "%,d texts/s", rate), settings, played));
        backlog.ifPresent(asked -> answers.accept(asked.play(place, progress)));
    }
}
