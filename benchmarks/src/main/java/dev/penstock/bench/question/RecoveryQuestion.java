// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.harness.Broker;
import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Fill;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Workload;
import dev.penstock.bench.harness.Workplace;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** How soon new rows come after a crash. Each crash has a broker of its own, since events go on coming meanwhile. */
public record RecoveryQuestion(Setup setup, int tiles, List<RecoveryRound.Mode> modes, int rounds) implements Question {

    private static final double MICROS_PER_TILE = 20;
    private static final double ROUND_MICROS = 50e6;

    /** @throws IllegalArgumentException if there is nothing to do */
    public RecoveryQuestion {
        if (tiles < 1 || rounds < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "there must be at least 1 tile and 1 round, found %d and %d", tiles, rounds));
        }
    }

    @Override
    public String name() {
        return "recovery";
    }

    @Override
    public double expectedMicros() {
        return roundMicros() * modes.size() * rounds;
    }

    private double roundMicros() {
        return ROUND_MICROS + tiles * MICROS_PER_TILE;
    }

    @Override
    public void ask(Workplace place, Progress progress, Consumer<Case> answers) {
        List<Round> played = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            for (RecoveryRound.Mode mode : modes) {
                progress.begin(String.format(Locale.ROOT, "recovery, round %d, %s", round, mode.text), roundMicros());
                try (var broker = Broker.start(place, setup.brokerHeap());
                        var cluster = new Cluster(broker.bootstrap())) {
                    Fill.createTopics(cluster, Workload.PARTITIONS);
                    var trial = new RecoveryRound(place, cluster, broker.bootstrap(), setup, tiles, mode, round);
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
