// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.aggregate.Count;
import dev.penstock.engine.RandomEvents.Timed;
import dev.penstock.event.pipeline.Emission;
import dev.penstock.event.pipeline.Emission.Span;
import dev.penstock.event.pipeline.FeatureGroup;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import static dev.penstock.engine.Groups.column;
import static org.assertj.core.api.Assertions.assertThat;

/** Rows over the last windows are what plain code makes of the events in them, whatever the order of the events. */
class RollingRowsTest {

    private static final Duration IDLE = Duration.ofSeconds(10);

    private static FeatureGroup rolling(FeatureGroup group, List<Span> spans) {
        return new FeatureGroup(
                group.name(),
                group.from(),
                group.key(),
                group.window(),
                group.grace(),
                group.retention(),
                group.to(),
                new Emission.Rolling(spans, IDLE),
                group.columns(),
                group.recordKey(),
                group.keyType());
    }

    @Property(tries = 40)
    void shouldHaveWhatTheEventsOfEachSpanComeTo(
            @ForAll("groups") FeatureGroup group,
            @ForAll("batches") List<List<Timed>> batches,
            @ForAll boolean keyedAsPartitioned,
            @ForAll boolean small) {
        List<Timed> events = batches.stream().flatMap(List::stream).toList();
        try (var run =
                new BatchRun(batches, keyedAsPartitioned, small ? BatchRun.SMALL : MicroBatchSettings.DEFAULT, group)) {
            run.commitAll();
            long reached = events.stream().mapToLong(Timed::time).max().orElse(-1);
            Map<String, String> found = rows(run, group);
            // Where there may be several partitions all of them are given time to be heard of first.
            if (keyedAsPartitioned) {
                assertThat(found).isEqualTo(expected(group, events, reached));
            }

            run.passWallClockTime(IDLE);
            Map<String, String> atLast = expected(group, events, Long.MAX_VALUE / 2);
            found.putAll(rows(run, group));
            assertThat(found).isEqualTo(atLast);
            try (var left = run.open(group).all()) {
                left.forEachRemaining(entry -> assertThat(entry.key[0]).isNegative());
            }
        }
    }

    private static Map<String, String> rows(BatchRun run, FeatureGroup group) {
        var rows = new HashMap<String, String>();
        run.rows(group).readRecordsToList().forEach(row -> rows.put(place(row.key(), row.value()), row.value()));
        return rows;
    }

    private static String place(String key, String row) {
        return key + row.replaceAll(".*\"window_start\":(\\d+).*", "@$1");
    }

    /** From the events alone. */
    private static Map<String, String> expected(FeatureGroup group, List<Timed> all, long reached) {
        var reference = Reference.of(group, all);
        var times = new TreeMap<String, TreeSet<Long>>();
        reference.tiles.keySet().forEach(place -> {
            var ofKey = times.computeIfAbsent(place.key(), key -> new TreeSet<>());
            ofKey.add(place.window());
            for (Span span : ((Emission.Rolling) group.emission()).spans()) {
                long leaves = place.window() + span.length().toMillis();
                if (leaves <= reached) {
                    ofKey.add(leaves);
                }
            }
        });
        var rows = new HashMap<String, String>();
        times.forEach((key, starts) -> starts.forEach(start -> {
            String row = reference.rollingRow(key, start);
            rows.put(place(key, row), row);
        }));
        return rows;
    }

    @Test
    void shouldFallToZeroWhenTheLastWindowHasLeftAndBeForgotten() {
        var minute = Duration.ofMinutes(1);
        var group = new FeatureGroup(
                "g",
                "s",
                List.of(RandomEvents.USER),
                minute,
                minute,
                Duration.ofHours(1),
                "t",
                new Emission.Rolling(
                        List.of(new Span("2m", Duration.ofMinutes(2)), new Span("3m", Duration.ofMinutes(3))), IDLE),
                List.of(column("n", new Count())));
        try (var run = new BatchRun(
                List.of(
                        List.of(event("ann", 1_000, -1), event("ann", 61_000, 1_000)),
                        List.of(event("bob", 185_000, 61_000)),
                        List.of(event("bob", 600_000, 185_000))),
                true,
                MicroBatchSettings.DEFAULT,
                group)) {
            run.commit(0);
            assertThat(run.rows(group).readValuesToList())
                    .containsExactly(row("ann", 0, 1, 1, 1), row("ann", 60_000, 1, 2, 2));
            run.commit(1);
            assertThat(run.rows(group).readValuesToList())
                    .containsExactly(
                            row("bob", 180_000, 1, 1, 1), row("ann", 120_000, 0, 1, 2), row("ann", 180_000, 0, 0, 1));
            run.commit(2);
            assertThat(run.rows(group).readValuesToList())
                    .containsExactly(
                            row("bob", 600_000, 1, 1, 1),
                            row("ann", 240_000, 0, 0, 0),
                            row("bob", 300_000, 0, 0, 1),
                            row("bob", 360_000, 0, 0, 0));
            run.passWallClockTime(IDLE);
            assertThat(run.rows(group).readValuesToList())
                    .containsExactly(row("bob", 720_000, 0, 0, 1), row("bob", 780_000, 0, 0, 0));
        }
    }

    private static Timed event(String user, long time, long partitionTime) {
        return new Timed(RandomEvents.fields(List.of(user, "click", "x"), false), time, partitionTime);
    }

    private static String row(String user, long window, int n, int n2, int n3) {
        return "{\"user\":\"%s\",\"window_start\":%d,\"window_end\":%d,\"n\":%d,\"n_2m\":%d,\"n_3m\":%d}"
                .formatted(user, window, window + 60_000, n, n2, n3);
    }

    @Provide
    Arbitrary<FeatureGroup> groups() {
        var lengths = Arbitraries.of(2, 3, 5, 8, 13, 60, 300).set().ofMinSize(1).ofMaxSize(3);
        return Combinators.combine(
                        RandomEvents.groups()
                                .filter(group -> group.window().length().compareTo(Duration.ofDays(1)) < 0
                                        && group.window().offset().isZero()),
                        lengths)
                .as((group, counts) -> {
                    List<Span> spans = new ArrayList<>();
                    new TreeSet<>(counts)
                            .forEach(count -> spans.add(new Span(
                                    count + "w", group.window().length().multipliedBy(count))));
                    return rolling(group, spans);
                });
    }

    @Provide
    Arbitrary<List<List<Timed>>> batches() {
        return MicroBatchPropertyTest.randomBatches();
    }
}
