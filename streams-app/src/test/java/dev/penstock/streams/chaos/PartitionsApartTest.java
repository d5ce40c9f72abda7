// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.chaos;

import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.app.StreamsApp;
import dev.penstock.streams.app.StreamsSettings;
import dev.penstock.streams.geo.IanaRegions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Partitions that lie hours apart in event time while they are read, since one has more to read than another or is
 * written later: what is not late on its own partition counts, and what is goes to the late topic, to the unit.
 */
class PartitionsApartTest {

    private static final int PARTITIONS = 4;
    private static final int USERS_PER_PARTITION = 50;
    private static final int ITEMS = 30;
    private static final long START = 1_700_000_000_000L - 1_700_000_000_000L % 3_600_000;
    private static final long HOUR = 3_600_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> UPDATES = List.of("users", "items", "everyone");

    private final GroupTruth users = new GroupTruth(Purchase::userKey, 60_000, 30_000);
    private final GroupTruth items = new GroupTruth(Purchase::itemKey, 300_000, 60_000);
    private final GroupTruth everyone = new GroupTruth(event -> "all", HOUR, 0);
    private final Map<String, GroupTruth> truths =
            new HashMap<>(Map.of("users", users, "items", items, "everyone", everyone));
    private final Random random = new Random(3);

    @TempDir
    private Path folder;

    private LocalKafka kafka;
    private PurchaseFeed feed;
    private NewestRows rows;
    private StreamsApp app;

    @BeforeEach
    void startKafka() {
        kafka = LocalKafka.start();
        kafka.createTopic(PurchaseFeed.TOPIC, PARTITIONS);
        kafka.createTopic(PurchaseFeed.TOPIC + "-dlq", PARTITIONS);
        List<String> groups = List.of("users", "items", "everyone", "finals");
        List<String> read = new ArrayList<>(List.of(PurchaseFeed.TOPIC + "-dlq"));
        for (String group : groups) {
            kafka.createTopic(group, PARTITIONS);
            kafka.createTopic(group + "-late", PARTITIONS);
            read.addAll(List.of(group, group + "-late"));
        }
        feed = new PurchaseFeed(kafka.bootstrapServers(), PARTITIONS, List.of(users, items, everyone));
        rows = new NewestRows(kafka.bootstrapServers(), read);
    }

    @AfterEach
    void stop() {
        app.close();
        rows.close();
        feed.close();
        kafka.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"micro-batch", "per-event"})
    void shouldDropNothingThatIsInTimeOnItsOwnPartition(String engine) {
        boolean withFinals = engine.equals("micro-batch");
        app = start(engine, withFinals ? finals("user", "1m", "30s", "1h") : "", 2);

        // One partition after the other goes through the same eight hours, each behind all that the others had.
        for (int partition : List.of(3, 1, 0, 2)) {
            feed(purchases(partition, 1_000 << partition, START, 8 * HOUR));
        }
        // Then all at once, one with a thousand times as many as another.
        feed.send(unevenly(4, START + 8 * HOUR, 4 * HOUR));
        long end = START + 13 * HOUR;
        feed(IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new Purchase(0, partition, 0, BigDecimal.ONE, end))
                .toList());

        if (withFinals) {
            awaitFinals(users, users.rowsBefore(end));
        }
        assertThatPartitionsWereApart(7 * HOUR);
    }

    @Test
    void shouldHoldWindowsOpenForPartitionsThatLieBehind() {
        Duration idleClose = Duration.ofSeconds(5);
        app = start("micro-batch", finals("item", "5m", "1m", idleClose.toSeconds() + "s"), 1);
        // The first event takes as long as an instance needs to come up.
        feed(List.of(new Purchase(0, 0, 0, BigDecimal.ONE, START - HOUR)));

        // Each goes through time at a pace of its own, until windows have closed behind the slowest.
        Duration slowest = Duration.ZERO;
        long closed = 0;
        for (int round = 0; round < 15 || closed == 0 || rows.count("finals") == closed; round++) {
            closed = rows.count("finals");
            List<Purchase> events = new ArrayList<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                long pace = 180_000L * (partition + 1);
                events.addAll(purchases(partition, 5 << 2 * partition, START + round * pace, pace));
            }
            Duration took = feed(events);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
        }

        // A partition in which there is nothing to read for that long holds nothing open.
        assumeThat(slowest).isLessThan(idleClose.dividedBy(2));
        // When nothing comes any more, all windows close.
        awaitFinals(items, items.rows());
        assertThatPartitionsWereApart(HOUR);
    }

    /** How long it took until the rows told of all events. */
    private Duration feed(List<Purchase> events) {
        long start = System.nanoTime();
        feed.send(events);
        awaitTruths();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private StreamsApp start(String engine, String finals, int threads) {
        String pipeline = """
                engine: %s
                sources:
                  purchases: {topic: purchases, partitioned_by: user, timestamp: {field: at, unit: millis}}
                features:
                  users: {from: purchases, key: user, window: 1m, to: users, columns: &c {events: {count: events}, spend: {sum: amount}}}
                  items: {from: purchases, key: item, window: 5m, grace: 1m, to: items, columns: *c}
                  everyone: {from: purchases, key: all, window: 1h, grace: 0s, to: everyone, columns: *c}
                %s""".formatted(engine, finals);
        Map<String, String> settings = new HashMap<>(StreamsSettings.defaults("penstock-apart"));
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        settings.put("state.dir", folder.toString());
        settings.put("num.stream.threads", Integer.toString(threads));
        // Takes little at a time, so it goes to and fro between its partitions.
        settings.put("max.poll.records", "500");
        var started = new StreamsApp(
                PipelineReader.read("apart.yaml", pipeline),
                StreamsSettings.of(settings),
                new IanaRegions(),
                new SimpleMeterRegistry());
        started.start();
        return started;
    }

    private static String finals(String key, String window, String grace, String idleClose) {
        return "  finals: {from: purchases, key: %s, window: %s, grace: %s, to: finals, columns: *c, emit: final, idle_close: %s}\n"
                .formatted(key, window, grace, idleClose);
    }

    /**
     * So many events of a partition, evenly over a time. One in ten is out of order by minutes, and late or just not; one in
     * fifty is late by up to an hour. Times are multiples of five seconds, so that many are on the verge.
     */
    private List<Purchase> purchases(int partition, int count, long from, long span) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    long back = random.nextInt(50) == 0
                            ? random.nextInt(3_600_000)
                            : random.nextInt(10) == 0 ? random.nextInt(180_000) : 0;
                    long at = Math.max(START, from + i * span / count - back);
                    return new Purchase(
                            0,
                            partition + PARTITIONS * random.nextInt(USERS_PER_PARTITION),
                            random.nextInt(ITEMS),
                            BigDecimal.valueOf(random.nextInt(100_000), 2),
                            at - at % 5_000);
                })
                .toList();
    }

    /** Of all partitions, each with ten times as many as the one before. */
    private List<Purchase> unevenly(int fewest, long from, long span) {
        List<Purchase> events = new ArrayList<>();
        int count = fewest;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            events.addAll(purchases(partition, count, from, span));
            count *= 10;
        }
        return events;
    }

    /** Until each group has come to what it must come to with the events so far. */
    private void awaitTruths() {
        await(() -> UPDATES.stream()
                .allMatch(group -> rows.of(group).equals(truths.get(group).rows())
                        && rows.count(group + "-late") >= truths.get(group).late()));
        for (String group : UPDATES) {
            GroupTruth truth = truths.get(group);
            assertThat(rows.differences(group, truth.rows())).isEmpty();
            assertThat(rows.count(group + "-late")).as(group + "-late").isEqualTo(truth.late());
        }
        assertThat(rows.count(PurchaseFeed.TOPIC + "-dlq")).isZero();
    }

    private void awaitFinals(GroupTruth truth, Map<Row, Totals> expected) {
        await(() -> rows.of("finals").equals(expected) && rows.count("finals-late") >= truth.late());
        assertThat(rows.differences("finals", expected)).isEmpty();
        assertThat(rows.count("finals")).as("each final row once").isEqualTo(expected.size());
        assertThat(rows.count("finals-late")).isEqualTo(truth.late());
    }

    /** The test has been what it claims to be: with rows of old windows behind those of new ones, and late events, too. */
    private void assertThatPartitionsWereApart(long millis) {
        assertThat(rows.greatestStepBack("items")).isGreaterThan(millis);
        assertThat(truths.values()).allMatch(truth -> truth.late() > 0);
    }

    private void await(BooleanSupplier condition) {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> {
                        rows.poll();
                        return condition.getAsBoolean();
                    });
        } catch (ConditionTimeoutException e) {
            // What is wrong is told by the assertions.
        }
    }
}
