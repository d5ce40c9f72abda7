// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.contender.Launch;
import dev.penstock.bench.harness.BenchException;
import dev.penstock.bench.harness.Broker;
import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Figures;
import dev.penstock.bench.harness.Fill;
import dev.penstock.bench.harness.Outcome;
import dev.penstock.bench.harness.OutcomeWatch;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Workload;
import dev.penstock.bench.harness.Workplace;
import dev.penstock.bench.truth.TopicReader;
import dev.penstock.producer.Generator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How fast producers fill a topic.
 *
 * @param events that each sends, more than 0
 */
public record ProducerQuestion(Setup setup, long events, int rounds) implements Question {

    private static final double BROKER_MICROS = 4e6;
    private static final double ROUND_MICROS = 2e6;

    /** @throws IllegalArgumentException if there is nothing to do */
    public ProducerQuestion {
        if (events < 1 || rounds < 1) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "at least 1 event in 1 round is sent, found %d in %d", events, rounds));
        }
    }

    @Override
    public String name() {
        return "producer";
    }

    @Override
    public double expectedMicros() {
        return BROKER_MICROS
                + rounds
                        * Contenders.producers().stream()
                                .mapToDouble(this::micros)
                                .sum();
    }

    private double micros(Contender contender) {
        return ROUND_MICROS + events * contender.expectedMicros();
    }

    @Override
    public void ask(Workplace place, Progress progress, Consumer<Case> answers) {
        try (var broker = Broker.start(place, setup.brokerHeap());
                var cluster = new Cluster(broker.bootstrap())) {
            Fill.createTopics(cluster, Workload.PARTITIONS);
            List<Round> played = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                for (Contender contender : Contenders.producers()) {
                    progress.begin(
                            String.format(Locale.ROOT, "producer, round %d, %s", round, contender.name()),
                            micros(contender));
                    played.add(round(place, broker.bootstrap(), cluster, contender, round, progress));
                }
            }
            Map<String, String> settings = new HashMap<>(setup.settings());
            settings.put("events", String.valueOf(events));
            answers.accept(new Case("", settings, played));
        }
    }

    private Round round(
            Workplace place, String bootstrap, Cluster cluster, Contender contender, int number, Progress progress) {
        long eventsBefore = sent(bootstrap);
        long bytesBefore = cluster.bytes(Generator.APP_TOPIC);
        var launch = new Launch(place, contender, String.format(Locale.ROOT, "bench-%d-%s", number, contender.name()));
        try {
            var child = launch.start(bootstrap, setup, Map.of(Generator.APP_TOPIC, events));
            Outcome outcome = OutcomeWatch.follow(place, child, events, progress::at);
            long arrived = sent(bootstrap) - eventsBefore;
            return new Round(
                    contender.name(),
                    number,
                    outcome.figures(events, cluster.bytes(Generator.APP_TOPIC) - bytesBefore),
                    arrived == events
                            ? List.of()
                            : List.of(String.format(Locale.ROOT, "%d events arrived, expected %d", arrived, events)));
        } catch (BenchException e) {
            return new Round(contender.name(), number, Figures.NONE, List.of(e.getMessage()));
        } finally {
            if (!place.isClosed()) {
                launch.clearAway();
            }
        }
    }

    /** How many events the topic has. */
    private static long sent(String bootstrap) {
        return new TopicReader(bootstrap)
                .ends(Set.of(Generator.APP_TOPIC)).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }
}
