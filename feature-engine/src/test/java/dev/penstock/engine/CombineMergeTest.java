// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.aggregate.Distinct;
import dev.penstock.engine.RandomEvents.Timed;
import dev.penstock.engine.internal.exchange.Delta;
import dev.penstock.engine.internal.tile.TileLayout;
import dev.penstock.engine.internal.tile.TileMerger;
import dev.penstock.engine.internal.tile.TileRows;
import dev.penstock.event.pipeline.FeatureGroup;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import static dev.penstock.engine.Groups.column;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Both stages without Kafka: what comes out must be what {@link Reference} makes of the events, to the last byte. */
class CombineMergeTest {

    private final Map<Reference.Place, byte[]> tiles = new TreeMap<>();
    private final Map<Reference.Place, String> rows = new TreeMap<>();
    private final List<Timed> late = new ArrayList<>();
    private int keyMissing;

    @Property(tries = 1_000)
    void shouldComeToWhatTilesComeTo(
            @ForAll("groups") FeatureGroup group, @ForAll("events") List<Timed> events, @ForAll Random random) {
        run(group, events, random, 1 + random.nextInt(20));

        var reference = Reference.of(group, events);
        assertThat(late).isEqualTo(reference.late);
        assertThat(keyMissing).isEqualTo(reference.keyMissing);
        assertThat(tiles.keySet()).isEqualTo(reference.tiles.keySet());
        for (Reference.Place place : tiles.keySet()) {
            assertThat(hex(tiles.get(place))).isEqualTo(hex(reference.tile(place)));
            assertThat(rows.get(place)).isEqualTo(reference.row(place));
        }
    }

    @Property(tries = 20)
    void shouldCountManyDifferentValuesAsTilesDo(@ForAll Random random) {
        var group = Groups.group(List.of(RandomEvents.USER), column("d", new Distinct(RandomEvents.X)));
        int values = 1 + random.nextInt(400);
        var events = new ArrayList<Timed>();
        for (int i = 0; i < 1_000; i++) {
            // No two users have a value in common.
            String user = "user-" + random.nextInt(3);
            Object value = user + random.nextInt(values);
            events.add(new Timed(RandomEvents.fields(List.of(user, "click", value), false), i, -1));
        }
        run(group, events, random, 1 + random.nextInt(300));

        var reference = Reference.of(group, events);
        for (Reference.Place place : reference.tiles.keySet()) {
            assertThat(hex(tiles.get(place))).isEqualTo(hex(reference.tile(place)));
            assertThat(rows.get(place)).isEqualTo(reference.row(place));
        }
    }

    /** @param batch how many events there are between two commits, about */
    private void run(FeatureGroup group, List<Timed> events, Random random, int batch) {
        tiles.clear();
        rows.clear();
        late.clear();
        keyMissing = 0;
        var folded = new Folded(group);
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(2 * batch));
            folded.add(events.subList(from, to));
            merge(group, folded);
            if (random.nextBoolean()) {
                folded.dropObjects();
            }
            from = to;
        }
        late.addAll(folded.late);
        keyMissing = folded.keyMissing;
        assertThat(folded.budget.isSpent()).isFalse();
    }

    private void merge(FeatureGroup group, Folded folded) {
        TileLayout layout = TileLayout.of(group);
        var merger = new TileMerger(layout);
        var writer = new TileRows(group, layout, false);
        var reading = Tiles.of(group);
        var delta = new Delta();
        folded.drain((key, value, lastEventTime) -> {
            delta.read(value);
            var place = new Reference.Place(new String(key, UTF_8), delta.window());
            byte[] tile = tiles.merge(
                    place, delta.tile(), (stored, mine) -> merger.merge(stored, delta.bytes(), delta.tileFrom()));
            rows.put(place, new String(writer.json(key, delta.window(), tile, 0), UTF_8));
            assertThat(writer.lastEventTime()).isEqualTo(reading.lastEventTime(tile));
            assertThat(lastEventTime).isEqualTo(reading.lastEventTime(delta.tile()));
        });
    }

    private static String hex(byte[] tile) {
        return HexFormat.of().formatHex(tile);
    }

    @Provide
    Arbitrary<FeatureGroup> groups() {
        return RandomEvents.groups();
    }

    @Provide
    Arbitrary<List<Timed>> events() {
        return RandomEvents.events(60);
    }
}
