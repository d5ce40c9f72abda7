// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.contender.ContenderInstances;
import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Figures;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Workload;
import dev.penstock.bench.harness.Workplace;
import dev.penstock.bench.truth.Slice;
import dev.penstock.bench.truth.Tally;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What an event costs with few and with more instances.
 *
 * @param instances numbers of them, each 1 to {@value #PARTITIONS}
 */
public record ScaleQuestion(Setup setup, Workload workload, List<Integer> instances, int rounds) implements Question {

    public static final int PARTITIONS = 8;

    private static final double ROUND_MICROS = 10e6;
    private static final double ROUND_MICROS_PER_INSTANCE = 2e6;
    private static final Contender CONTENDER = Contenders.named(Contenders.MICRO_BATCH_1);

    /** All have to be there when partitions are dealt out, or the first to come gets all of them. */
    private static final String BROKER = "group.initial.rebalance.delay.ms=6000";

    /** @throws IllegalArgumentException if there is nothing to do, or more instances than partitions */
    public ScaleQuestion {
        Rounds.require(rounds);
        for (int count : instances) {
            if (count < 1 || count > PARTITIONS) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "there are 1 to %d instances for as many partitions, found %d",
                        PARTITIONS,
                        count));
            }
        }
    }

    /** The name of so many instances as a contender. */
    public static String contender(int count) {
        return count == 1 ? "1 instance" : count + " instances";
    }

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public double expectedMicros() {
        return FilledCluster.expectedMicros(workload) + turns().expectedMicros();
    }

    private Rounds<Integer> turns() {
        return new Rounds<>(
                "scale",
                rounds,
                instances,
                ScaleQuestion::contender,
                count -> ROUND_MICROS
                        + ROUND_MICROS_PER_INSTANCE * count
                        + workload.events() * CONTENDER.expectedMicros());
    }

    @Override
    public void ask(Workplace place, Progress progress, Consumer<Case> answers) {
        try (var cluster = Cluster.start(place, PARTITIONS, BROKER)) {
            var filled = FilledCluster.fill(cluster, "scale", workload, List.of(1.0), progress);
            Map<String, String> settings = new TreeMap<>(setup.settings());
            settings.putAll(workload.settings());
            settings.put("partitions", String.valueOf(PARTITIONS));
            List<Round> played = turns().play(progress, (count, round) -> round(filled, count, round, progress));
            answers.accept(new Case("", settings, played));
        }
    }

    private Round round(FilledCluster filled, int count, int round, Progress progress) {
        Slice all = filled.slice(1);
        String id = String.format(Locale.ROOT, "bench-%d-scale-%d", round, count);
        try (var running = new ContenderInstances(filled.cluster(), setup, CONTENDER, id)) {
            running.prepare();
            for (int number = 1; number <= count; number++) {
                running.start(number, Map.of());
            }
            running.awaitPartitions();
            long events = CONTENDER.sources().stream().mapToLong(all::events).sum();
            Figures figures = running.follow(events, progress::at).measurement().figures();
            running.awaitCommit();
            return new Round(contender(count), round, figures, filled.judge(all).faults(CONTENDER, id, Tally.NONE));
        }
    }
}
