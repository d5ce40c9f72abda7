// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.chaos;

import dev.penstock.kafka.LocalKafka;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills instances with SIGKILL at random moments of their work, adds and removes one, restarts the broker, and compares
 * what a {@code read_committed} reader then finds with what was fed. {@code -Dpenstock.chaos.rounds} and
 * {@code -Dpenstock.chaos.events} make it longer: how many kills, and how many events in all. A failure names the seed;
 * {@code -Dpenstock.chaos.seed} draws the same victims and moments again.
 */
class ExactlyOnceTest {

    private static final int ROUNDS = Integer.getInteger("penstock.chaos.rounds", 3);
    private static final int EVENTS = Integer.getInteger("penstock.chaos.events", 60_000);
    private static final long SEED = Long.getLong("penstock.chaos.seed", new Random().nextLong());
    private static final int PARTITIONS = 4;
    private static final List<String> TOPICS = List.of(
            PurchaseFeed.TOPIC,
            "purchases-dlq",
            "users",
            "users-late",
            "items",
            "items-late",
            "finals",
            "finals-late",
            "visits",
            "item-visits");
    private static final List<String> READ =
            List.of("users", "items", "finals", "users-late", "items-late", "purchases-dlq");
    /** For what comes next, however much there is in all. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"micro-batch, classic", "micro-batch, streams", "per-event, classic"})
    void shouldCountEveryEventOnceWhateverDies(String engine, String groupProtocol) throws IOException {
        List<String> kills = new ArrayList<>();
        try {
            run(engine, groupProtocol, kills);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("with -Dpenstock.chaos.seed=" + SEED + " and " + kills + ": " + e.getMessage(), e);
        }
    }

    private void run(String engine, String groupProtocol, List<String> kills) throws IOException {
        LocalKafka kafka = broker(0);
        int port = kafka.port();
        for (String topic : TOPICS) {
            kafka.createTopic(topic, PARTITIONS);
        }
        List<Instance> instances = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                instances.add(new Instance(folder.resolve("instance-" + i), arguments(kafka, engine, groupProtocol)));
            }
            instances.get(0).start();
            instances.get(1).start();
            try (var known = new KnownStream(kafka.bootstrapServers(), PARTITIONS, 1, 1_700_000_000_000L);
                    var written = new Written(kafka.bootstrapServers(), "visits");
                    var rows = new NewestRows(kafka.bootstrapServers(), READ)) {
                Random random = new Random(SEED);
                for (int round = 0; round < ROUNDS; round++) {
                    // Each event becomes a visit, or several where transactions are aborted. Those who live write a
                    // quarter of them without waiting until the group misses who was killed before.
                    long moment = written.count() + 1 + random.nextInt(EVENTS / ROUNDS / 4);
                    var feeding = CompletableFuture.runAsync(() -> known.feed(EVENTS / ROUNDS));
                    written.await(moment, PATIENCE);
                    kills.add(killOne(instances, random) + " after " + moment + " visits");
                    switch (round % 3) {
                        case 0 -> instances.get(2).start();
                        case 1 -> instances.get(2).stop();
                        default -> {
                            kafka.close();
                            kafka = broker(port);
                        }
                    }
                    feeding.join();
                }
                known.closeWindows();
                awaitTruth(known, rows, engine.equals("micro-batch"));
                assertVisits(kafka, "visits", known.eventsByUser());
                assertVisits(kafka, "item-visits", known.eventsByItem());
            }
        } finally {
            instances.forEach(Instance::close);
            kafka.close();
        }
    }

    /** Kills one of those that run and starts it again; which one. */
    private static String killOne(List<Instance> instances, Random random) {
        List<Instance> running = instances.stream().filter(Instance::isRunning).toList();
        Instance victim = running.get(random.nextInt(running.size()));
        victim.kill();
        victim.start();
        return "instance " + instances.indexOf(victim);
    }

    private LocalKafka broker(int port) {
        return LocalKafka.builder()
                .port(port)
                .dataFolder(folder.resolve("kafka"))
                .property("group.streams.min.session.timeout.ms", "6000")
                .property("group.streams.session.timeout.ms", "6000")
                .property("group.streams.min.heartbeat.interval.ms", "1000")
                .property("group.streams.heartbeat.interval.ms", "1000")
                .start();
    }

    private List<String> arguments(LocalKafka kafka, String engine, String groupProtocol) throws IOException {
        Path pipeline = Files.writeString(folder.resolve("pipeline.yaml"), """
                engine: %s
                sources:
                  purchases: {topic: purchases, partitioned_by: user, timestamp: {field: at, unit: millis}, dedup: {by: id, within: 1h}}
                streams:
                  visits: {from: purchases, enrich: {session: {gap: 1000d}}, to: visits}
                  item_visits: {from: purchases, enrich: {session: {gap: 1000d, by: item}}, to: item-visits}
                features:
                  users: {from: purchases, key: user, window: 1m, to: users, columns: &c {events: {count: events}, spend: {sum: amount}}}
                  items: {from: purchases, key: item, window: 1m, to: items, columns: *c}
                  finals: {from: purchases, key: user, window: 1m, to: finals, columns: *c%s}
                """.formatted(
                        engine, engine.equals("micro-batch") ? ", emit: final, idle_close: 1h" : ""));
        // A dead instance is missed after six seconds, not after Kafka's 45.
        String session = groupProtocol.equals("classic") ? "session.timeout.ms=6000\nheartbeat.interval.ms=1000\n" : "";
        Path config = Files.writeString(
                folder.resolve("streams.properties"), "group.protocol=" + groupProtocol + "\n" + session);
        return List.of(
                "--pipeline",
                pipeline.toString(),
                "--config",
                config.toString(),
                "--bootstrap-server",
                kafka.bootstrapServers(),
                "--application-id",
                "chaos",
                "--threads",
                "1");
    }

    private static void awaitTruth(KnownStream known, NewestRows rows, boolean withFinals) {
        // The per-event engine writes updates alone.
        Map<Row, Totals> finals = withFinals ? known.closedByUser() : known.byUser();
        awaitRows(
                rows,
                () -> rows.of("users").equals(known.byUser())
                        && rows.of("items").equals(known.byItem())
                        && rows.of("finals").equals(finals)
                        && rows.count("users-late") >= known.late()
                        && rows.count("items-late") >= known.late()
                        && rows.count("purchases-dlq") >= known.repeated());
        assertThat(rows.differences("users", known.byUser())).isEmpty();
        assertThat(rows.differences("items", known.byItem())).isEmpty();
        assertThat(rows.differences("finals", finals)).isEmpty();
        if (withFinals) {
            assertThat(rows.count("finals")).as("each final row once").isEqualTo(finals.size());
        }
        assertThat(rows.count("users-late")).isEqualTo(known.late());
        assertThat(rows.count("items-late")).isEqualTo(known.late());
        assertThat(rows.count("purchases-dlq")).isEqualTo(known.repeated());
    }

    /** Those of items come by way of a repartition topic, and may be there later than the rows. */
    private static void assertVisits(LocalKafka kafka, String topic, Map<String, Long> expected) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            var visits = SessionPositions.read(kafka.bootstrapServers(), topic);
            assertThat(visits.faults()).isEmpty();
            assertThat(visits.events()).isEqualTo(expected);
        });
    }

    /** Until the rows are as they should be, or no more have come for so long that none will. */
    private static void awaitRows(NewestRows rows, BooleanSupplier complete) {
        var quietSince = new AtomicLong(System.nanoTime());
        var rowsThen = new AtomicLong();
        Awaitility.await().forever().pollInterval(Duration.ofMillis(10)).until(() -> {
            rows.poll();
            long now = READ.stream().mapToLong(rows::count).sum();
            if (rowsThen.getAndSet(now) != now) {
                quietSince.set(System.nanoTime());
            }
            return complete.getAsBoolean() || System.nanoTime() - quietSince.get() > PATIENCE.toNanos();
        });
    }
}
