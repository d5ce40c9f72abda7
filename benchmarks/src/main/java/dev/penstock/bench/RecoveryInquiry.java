// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.report.Case;
import dev.penstock.bench.report.Round;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** How soon new rows come after a crash. Each crash has a broker of its own, since events go on coming meanwhile. */
record RecoveryInquiry(Setup setup, int tiles, List<RecoveryTrial.Mode> modes, int rounds) implements Inquiry {

    private static final double MICROS_PER_TILE = 20;
    private static final double TRIAL_MICROS = 50e6;

    /** @throws IllegalArgumentException if there is nothing to do */
    RecoveryInquiry {
        if (tiles < 1 || rounds < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "there must be at least 1 tile and 1 round, found %d and %d", tiles, rounds));
        }
    }

    @Override
    public Question question() {
        return Question.RECOVERY;
    }

    @Override
    public double expectedMicros() {
        return trialMicros() * modes.size() * rounds;
    }

    private double trialMicros() {
        return TRIAL_MICROS + tiles * MICROS_PER_TILE;
    }

    @Override
    public void ask(Workplace place, Progress progress, Consumer<Case> answers) {
        List<Round> played = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            for (RecoveryTrial.Mode mode : modes) {
                progress.begin(String.format(Locale.ROOT, "recovery, round %d, %s", round, mode.text), trialMicros());
                try (var broker = Broker.start(place, setup.brokerHeap());
                        var cluster = new Cluster(broker.bootstrap())) {
                    Fill.createTopics(cluster, Workload.PARTITIONS);
                    var trial = new RecoveryTrial(place, cluster, broker.bootstrap(), setup, tiles, mode, round);
                    played.add(trial.run(progress));
                }
            }
        }
        answers.accept(new Case("", settings(), played));
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(setup.settings());
        settings.put("tiles", String.valueOf(tiles));
        return settings;
    }
}
