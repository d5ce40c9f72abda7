// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.truth.Sampling;
import dev.penstock.bench.truth.Slice;
import dev.penstock.bench.truth.TopicReader;
import dev.penstock.bench.truth.TruthPass;
import dev.penstock.producer.EventSender;
import dev.penstock.producer.Generator;
import dev.penstock.producer.Pacing;
import dev.penstock.producer.ProducerSettings;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Contenders on one workload: a new broker, its topics filled once, then all contenders one after the other, and that as
 * often as there are rounds.
 */
final class Match {

    /** What follows a source's topic in the name of the topic of its dead letters. */
    static final String DEAD_LETTERS = "-dlq";

    private static final List<String> TOPICS = List.of(Generator.APP_TOPIC, Generator.LOGIN_TOPIC);
    private static final short ONE_REPLICA = 1;
    private static final double FILL_MICROS = 1.2;
    private static final double TRUTH_MICROS = 1.5;
    private static final double TRIAL_MICROS = 6e6;
    private static final int LOOK_EVERY_MILLIS = 200;

    private final String name;
    private final Workload workload;
    private final List<Seat> seats;
    private final int rounds;

    /**
     * A contender's place.
     *
     * @param share of the topics, from the end, that it reads
     */
    record Seat(Entrant entrant, double share) {}

    /** @param name for the progress; empty if there is no other match */
    Match(String name, Workload workload, List<Seat> seats, int rounds) {
        this.name = name;
        this.workload = workload;
        this.seats = List.copyOf(seats);
        this.rounds = rounds;
    }

    /** About how long it takes. */
    double expectedMicros() {
        double once = seats.stream().mapToDouble(this::expectedMicros).sum();
        return workload.events() * (FILL_MICROS + TRUTH_MICROS) + rounds * once;
    }

    private double expectedMicros(Seat seat) {
        return TRIAL_MICROS + workload.events() * seat.share() * seat.entrant().expectedMicros();
    }

    /** All rounds of all contenders, in the order in which they were. */
    MatchResult play(Workplace place, Setup setup, Progress progress) {
        try (var broker = Broker.start(place, setup.brokerHeap());
                var cluster = new Cluster(broker.bootstrap())) {
            fill(broker.bootstrap(), cluster, progress);
            var reader = new TopicReader(broker.bootstrap());
            Map<TopicPartition, Long> ends = reader.ends(TOPICS);
            Map<Seat, Slice> slices = new HashMap<>();
            seats.forEach(seat -> slices.put(seat, Slice.last(seat.share(), ends)));
            progress.begin(part("truth"), workload.events() * TRUTH_MICROS);
            var truths = TruthPass.over(
                    reader,
                    TOPICS,
                    new LinkedHashSet<>(slices.values()),
                    Sampling.ofRows(workload.mostRows()),
                    events -> progress.at((double) events / workload.events()));
            var arena = new Arena(place, setup, broker.bootstrap(), cluster, truths);
            return new MatchResult(name, workload, play(arena, slices, progress));
        }
    }

    private List<Round> play(Arena arena, Map<Seat, Slice> slices, Progress progress) {
        List<Round> played = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            for (Seat seat : seats) {
                String part =
                        part("round %d, %s".formatted(round, seat.entrant().name()));
                progress.begin(part, expectedMicros(seat));
                played.add(new Trial(arena, seat.entrant(), slices.get(seat), round).run(progress::at));
            }
        }
        return played;
    }

    private String part(String what) {
        return name.isEmpty() ? what : name + ", " + what;
    }

    private void fill(String bootstrap, Cluster cluster, Progress progress) {
        progress.begin(part("events"), workload.events() * FILL_MICROS);
        cluster.create(TOPICS.stream()
                .flatMap(topic -> Stream.of(topic, topic + DEAD_LETTERS))
                .map(topic -> new NewTopic(topic, Workload.PARTITIONS, ONE_REPLICA))
                .toList());
        Map<String, String> settings = new HashMap<>(ProducerSettings.DEFAULTS);
        settings.put("bootstrap.servers", bootstrap);
        Set<String> failures = new LinkedHashSet<>();
        var sender = new EventSender(
                workload.source(Instant.now()), Pacing.UNPACED, EventSender.Limit.NONE, settings, failures::add);
        var sending = CompletableFuture.runAsync(() -> send(sender));
        while (!sending.isDone()) {
            pause();
            progress.at((double) sender.progress().total().events() / workload.events());
        }
        join(sending);
        if (sender.progress().failed() > 0 || sender.gaveUp()) {
            throw new BenchException("the topics could not be filled: " + String.join(", ", failures));
        }
    }

    private static void send(EventSender sender) {
        try {
            sender.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void join(CompletableFuture<Void> sending) {
        try {
            sending.join();
        } catch (CompletionException e) {
            throw new BenchException("the topics could not be filled", e.getCause());
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            throw BenchException.interrupted(e);
        }
    }
}
