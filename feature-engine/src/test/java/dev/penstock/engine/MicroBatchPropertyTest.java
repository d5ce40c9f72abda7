// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.engine.RandomEvents.Timed;
import dev.penstock.event.pipeline.FeatureGroup;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The whole topology, with and without a repartition topic, comes to what {@link Reference} makes of the events. */
class MicroBatchPropertyTest {

    @Property(tries = 40)
    void shouldComeToWhatTilesComeTo(
            @ForAll("groups") FeatureGroup group,
            @ForAll("batches") List<List<Timed>> batches,
            @ForAll boolean keyedAsPartitioned,
            @ForAll boolean small) {
        List<Timed> events = batches.stream().flatMap(List::stream).toList();
        var reference = Reference.of(group, events);
        try (var run =
                new BatchRun(batches, keyedAsPartitioned, small ? BatchRun.SMALL : MicroBatchSettings.DEFAULT, group)) {
            run.commitAll();

            var rows = new HashMap<String, String>();
            run.rows(group).readRecordsToList().forEach(row -> rows.put(place(row.key(), row.value()), row.value()));
            var expected = new HashMap<String, String>();
            reference.tiles.keySet().forEach(place -> {
                expected.put(place(place.key(), reference.row(place)), reference.row(place));
                assertThat(run.store(group).fetch(place.key().getBytes(UTF_8), place.window()))
                        .isEqualTo(reference.tile(place));
            });
            assertThat(rows).isEqualTo(expected);
            assertThat(run.late(group).readValuesToList())
                    .containsExactlyElementsOf(reference.late.stream()
                            .map(late -> late.fields().json())
                            .toList());
        }
    }

    @Property(tries = 40)
    void shouldWriteEachFinalRowOnce(
            @ForAll("groups") FeatureGroup updated,
            @ForAll("batches") List<List<Timed>> batches,
            @ForAll boolean keyedAsPartitioned,
            @ForAll boolean small) {
        var group = RandomEvents.withFinalRows(updated, Duration.ofSeconds(10));
        var reference =
                Reference.of(group, batches.stream().flatMap(List::stream).toList());
        try (var run =
                new BatchRun(batches, keyedAsPartitioned, small ? BatchRun.SMALL : MicroBatchSettings.DEFAULT, group)) {
            run.commitAll();
            run.passWallClockTime(Duration.ofSeconds(10));

            assertThat(run.rows(group).readValuesToList())
                    .containsExactlyInAnyOrderElementsOf(reference.tiles.keySet().stream()
                            .map(place ->
                                    reference.row(place).replaceFirst("(\"window_end\":\\d+)", "$1,\"final\":true"))
                            .toList());
            assertThat(run.late(group).readRecordsToList()).hasSameSizeAs(reference.late);
        }
    }

    private static String place(String key, String row) {
        return key + row.replaceAll(".*\"window_start\":(\\d+).*", "@$1");
    }

    @Provide
    Arbitrary<FeatureGroup> groups() {
        return RandomEvents.groups();
    }

    @Provide
    Arbitrary<List<List<Timed>>> batches() {
        return randomBatches();
    }

    static Arbitrary<List<List<Timed>>> randomBatches() {
        return RandomEvents.events(60)
                .flatMap(events -> Arbitraries.integers().between(1, 20).map(size -> split(events, size)));
    }

    private static List<List<Timed>> split(List<Timed> events, int size) {
        var batches = new ArrayList<List<Timed>>();
        for (int i = 0; i < events.size(); i += size) {
            batches.add(events.subList(i, Math.min(events.size(), i + size)));
        }
        return batches;
    }
}
