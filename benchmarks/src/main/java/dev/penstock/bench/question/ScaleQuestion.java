// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.harness.Broker;
import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Fill;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Workload;
import dev.penstock.bench.harness.Workplace;
import dev.penstock.bench.truth.Sampling;
import dev.penstock.bench.truth.Slice;
import dev.penstock.bench.truth.TopicReader;
import dev.penstock.bench.truth.TruthPass;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What an event costs with few and with more instances.
 *
 * @param instances numbers of them, each 1 to {@value ScaleRound#PARTITIONS}
 */
public record ScaleQuestion(Setup setup, Workload workload, List<Integer> instances, int rounds) implements Question {

    private static final double BROKER_MICROS = 4e6;
    private static final double TRUTH_MICROS = 1.5;
    private static final double ROUND_MICROS = 10e6;
    private static final double ROUND_MICROS_PER_INSTANCE = 2e6;

    /** All have to be there when partitions are dealt out, or the first to come gets all of them. */
    private static final List<String> BROKER = List.of("group.initial.rebalance.delay.ms=6000");

    /** @throws IllegalArgumentException if there is nothing to do, or more instances than partitions */
    public ScaleQuestion {
        if (rounds < 1) {
            throw new IllegalArgumentException("there must be at least 1 round, found " + rounds);
        }
        for (int count : instances) {
            if (count < 1 || count > ScaleRound.PARTITIONS) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "there are 1 to %d instances for as many partitions, found %d",
                        ScaleRound.PARTITIONS,
                        count));
            }
        }
    }

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public double expectedMicros() {
        return BROKER_MICROS
                + workload.events() * (Fill.EXPECTED_MICROS + TRUTH_MICROS)
                + rounds * instances.stream().mapToDouble(this::micros).sum();
    }

    private double micros(int count) {
        return ROUND_MICROS
                + ROUND_MICROS_PER_INSTANCE * count
                + workload.events() * Contenders.named(Contenders.MICRO_BATCH_1).expectedMicros();
    }

    @Override
    public void ask(Workplace place, Progress progress, Consumer<Case> answers) {
        try (var broker = Broker.start(place, setup.brokerHeap(), BROKER);
                var cluster = new Cluster(broker.bootstrap())) {
            Fill.createTopics(cluster, ScaleRound.PARTITIONS);
            progress.begin("scale, events", workload.events() * Fill.EXPECTED_MICROS);
            Fill.fill(broker.bootstrap(), workload, events -> progress.at((double) events / workload.events()));
            var reader = new TopicReader(broker.bootstrap());
            Slice all = Slice.last(1, reader.ends(Fill.TOPICS));
            progress.begin("scale, truth", workload.events() * TRUTH_MICROS);
            var truths = TruthPass.over(
                    reader,
                    Fill.TOPICS,
                    Set.of(all),
                    Sampling.ofRows(workload.mostRows()),
                    events -> progress.at((double) events / workload.events()));
            var arena = new Arena(place, setup, broker.bootstrap(), cluster, truths);
            answers.accept(new Case("", settings(), play(arena, all, progress)));
        }
    }

    private List<Round> play(Arena arena, Slice all, Progress progress) {
        List<Round> played = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            for (int count : instances) {
                progress.begin(
                        String.format(Locale.ROOT, "scale, round %d, %s", round, ScaleRound.name(count)),
                        micros(count));
                played.add(new ScaleRound(arena, all, count, round).run(progress::at));
            }
        }
        return played;
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(setup.settings());
        settings.putAll(workload.settings());
        settings.put("partitions", String.valueOf(ScaleRound.PARTITIONS));
        return settings;
    }
}
