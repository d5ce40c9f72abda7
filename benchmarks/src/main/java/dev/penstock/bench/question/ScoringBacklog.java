// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.contender.Launch;
import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Fill;
import dev.penstock.bench.harness.LiveEvents;
import dev.penstock.bench.harness.Outcome;
import dev.penstock.bench.harness.OutcomeWatch;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Workplace;
import dev.penstock.bench.truth.Slice;
import dev.penstock.bench.truth.TextCheck;
import dev.penstock.bench.truth.TopicReader;
import dev.penstock.producer.generator.TextGenerator;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;

/**
 * Contenders that work off a topic of texts, as fast as they can.
 *
 * @param texts in the topic
 * @param seconds about how long a contender shall run: one that needs more for the whole topic reads a part of it
 */
public record ScoringBacklog(Setup setup, List<Contender> contenders, long texts, double seconds, int rounds) {

    private static final int LEAST_TEXTS = 100_000;
    private static final double TEXT_MICROS = 6;
    private static final double ROUND_MICROS = 8e6;

    /** @throws IllegalArgumentException if there are too few texts, or no round */
    public ScoringBacklog {
        Rounds.require(rounds);
        if (texts < LEAST_TEXTS) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "there must be at least %d texts, found %d", LEAST_TEXTS, texts));
        }
    }

    double expectedMicros() {
        return texts * TEXT_MICROS + turns().expectedMicros();
    }

    private Rounds<WorkloadCase.Reader> turns() {
        return new Rounds<>(
                "scoring, backlog",
                rounds,
                contenders.stream()
                        .map(contender -> WorkloadCase.Reader.lasting(contender, seconds, texts))
                        .toList(),
                reader -> reader.contender().name(),
                reader -> ROUND_MICROS
                        + texts * reader.share() * reader.contender().expectedMicros());
    }

    Case play(Workplace place, Progress progress) {
        Rounds<WorkloadCase.Reader> turns = turns();
        try (var cluster = Cluster.start(place)) {
            fill(cluster, progress);
            Map<TopicPartition, Long> ends = new TopicReader(cluster.bootstrap()).ends(List.of(TextGenerator.TOPIC));
            List<Round> played = turns.play(
                    progress,
                    (reader, round) ->
                            run(cluster, reader.contender(), Slice.last(reader.share(), ends), round, progress::at));
            Map<String, String> settings = new TreeMap<>(setup.settings());
            settings.put("texts", String.valueOf(texts));
            turns.contenders()
                    .forEach(reader -> settings.put(
                            WorkloadCase.SHARE_OF + reader.contender().name(), String.valueOf(reader.share())));
            return new Case("as fast as it can", settings, played);
        }
    }

    private void fill(Cluster cluster, Progress progress) {
        progress.begin("scoring, texts", texts * TEXT_MICROS);
        cluster.create(Stream.of(TextGenerator.TOPIC, TextGenerator.TOPIC + Fill.DEAD_LETTERS)
                .map(topic -> new NewTopic(topic, cluster.partitions(), (short) 1))
                .toList());
        Fill.fill(
                cluster.bootstrap(),
                LiveEvents.someTexts(Instant.now(), texts),
                sent -> progress.at((double) sent / texts));
    }

    private Round run(Cluster cluster, Contender contender, Slice slice, int round, DoubleConsumer progress) {
        String id = String.format(Locale.ROOT, "bench-%d-%s", round, contender.name());
        var launch = new Launch(cluster, setup, contender, id, id);
        try {
            cluster.create(contender.topics(id, cluster.partitions()));
            cluster.beginAt(id, slice, contender.sources());
            long all = slice.events(TextGenerator.TOPIC);
            Outcome outcome = OutcomeWatch.follow(
                    cluster.place(), launch.start(Map.of(TextGenerator.TOPIC, all), Map.of()), all, progress);
            var check = new TextCheck(
                    new TopicReader(cluster.bootstrap()), !contender.name().equals(Contenders.TEXTS_UNSCORED));
            return new Round(
                    contender.name(),
                    round,
                    outcome.figures(all, cluster.bytes(id + "-")),
                    check.faults(
                            TextGenerator.TOPIC, slice, contender.textTopic(id).orElseThrow()));
        } finally {
            if (!cluster.place().isClosed()) {
                cluster.delete(id + "-");
            }
            launch.clearAway();
        }
    }
}
