// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.report.Case;
import dev.penstock.bench.report.Figures;
import dev.penstock.bench.report.Round;
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
record ProducerInquiry(Setup setup, long events, int rounds) implements Inquiry {

    private static final double BROKER_MICROS = 4e6;
    private static final double TRIAL_MICROS = 2e6;

    /** @throws IllegalArgumentException if there is nothing to do */
    ProducerInquiry {
        if (events < 1 || rounds < 1) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "at least 1 event in 1 round is sent, found %d in %d", events, rounds));
        }
    }

    @Override
    public Question question() {
        return Question.PRODUCER;
    }

    @Override
    public double expectedMicros() {
        return BROKER_MICROS
                + rounds
                        * Entrants.producers().stream()
                                .mapToDouble(this::micros)
                                .sum();
    }

    private double micros(Entrant entrant) {
        return TRIAL_MICROS + events * entrant.expectedMicros();
    }

    @Override
    public void ask(Workplace place, Progress progress, Consumer<Case> answers) {
        try (var broker = Broker.start(place, setup.brokerHeap());
                var cluster = new Cluster(broker.bootstrap())) {
            Fill.createTopics(cluster, Workload.PARTITIONS);
            List<Round> played = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                for (Entrant entrant : Entrants.producers()) {
                    progress.begin(
                            String.format(Locale.ROOT, "producer, round %d, %s", round, entrant.name()),
                            micros(entrant));
                    played.add(round(place, broker.bootstrap(), cluster, entrant, round, progress));
                }
            }
            Map<String, String> settings = new HashMap<>(setup.settings());
            settings.put("events", String.valueOf(events));
            answers.accept(new Case("", settings, played));
        }
    }

    private Round round(
            Workplace place, String bootstrap, Cluster cluster, Entrant entrant, int number, Progress progress) {
        long eventsBefore = sent(bootstrap);
        long bytesBefore = cluster.bytes(Generator.APP_TOPIC);
        var launch = new Launch(place, entrant, String.format(Locale.ROOT, "bench-%d-%s", number, entrant.name()));
        try {
            var child = launch.start(bootstrap, setup, Map.of(Generator.APP_TOPIC, events));
            Outcome outcome = OutcomeWatch.follow(place, child, events, progress::at);
            long arrived = sent(bootstrap) - eventsBefore;
            return new Round(
                    entrant.name(),
                    number,
                    outcome.figures(events, cluster.bytes(Generator.APP_TOPIC) - bytesBefore),
                    arrived == events
                            ? List.of()
                            : List.of(String.format(Locale.ROOT, "%d events arrived, expected %d", arrived, events)));
        } catch (BenchException e) {
            return new Round(entrant.name(), number, Figures.NONE, List.of(e.getMessage()));
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
