// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Workplace;

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
        return turns().expectedMicros();
    }

    private Rounds<RecoveryRound.Mode> turns() {
        double micros = ROUND_MICROS + tiles * MICROS_PER_TILE;
        return new Rounds<>("recovery", rounds, modes, RecoveryRound.Mode::text, mode -> micros);
    }

    @Override
    public void ask(Workplace place, Progress progress, Consumer<Case> answers) {
        Map<String, String> settings = new TreeMap<>(setup.settings());
        settings.put("tiles", String.valueOf(tiles));
        List<Round> played = turns().play(progress, (mode, round) -> {
            try (var cluster = Cluster.start(place)) {
                return new RecoveryRound(cluster, setup, tiles, mode, round).run(progress);
            }
        });
        answers.accept(new Case("", settings, played));
    }
}
