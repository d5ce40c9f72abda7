// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.contender.Launch;
import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Outcome;
import dev.penstock.bench.harness.OutcomeWatch;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Workplace;
import dev.penstock.bench.truth.TopicReader;
import dev.penstock.producer.generator.Generator;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
        return BROKER_MICROS + turns().expectedMicros();
    }

    private Rounds<Contender> turns() {
        return new Rounds<>(
                "producer",
                rounds,
                Contenders.producers(),
                Contender::name,
                contender -> ROUND_MICROS + events * contender.expectedMicros());
    }

    @Override
    public void ask(Workplace place, Progress progress, Consumer<Case> answers) {
        try (var cluster = Cluster.start(place)) {
            Map<String, String> settings = new TreeMap<>(setup.settings());
            settings.put("events", String.valueOf(events));
            List<Round> played =
                    turns().play(progress, (contender, round) -> round(cluster, contender, round, progress));
            answers.accept(new Case("", settings, played));
        }
    }

    private Round round(Cluster cluster, Contender contender, int number, Progress progress) {
        long eventsBefore = sent(cluster);
        long bytesBefore = cluster.bytes(Generator.APP_TOPIC);
        String id = String.format(Locale.ROOT, "bench-%d-%s", number, contender.name());
        var launch = new Launch(cluster, setup, contender, id, id);
        try {
            var child = launch.start(Map.of(Generator.APP_TOPIC, events), Map.of());
            Outcome outcome = OutcomeWatch.follow(cluster.place(), child, events, progress::at);
            long arrived = sent(cluster) - eventsBefore;
            return new Round(
                    contender.name(),
                    number,
                    outcome.figures(events, cluster.bytes(Generator.APP_TOPIC) - bytesBefore),
                    arrived == events
                            ? List.of()
                            : List.of(String.format(Locale.ROOT, "%d events arrived, expected %d", arrived, events)));
        } finally {
            launch.clearAway();
        }
    }

    /** How many events the topic has. */
    private static long sent(Cluster cluster) {
        return new TopicReader(cluster.bootstrap())
                .ends(Set.of(Generator.APP_TOPIC)).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }
}
