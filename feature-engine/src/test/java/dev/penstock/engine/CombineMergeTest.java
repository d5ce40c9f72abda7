// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.engine.RandomEvents.Timed;
import dev.penstock.engine.internal.combine.EventFilters;
import dev.penstock.engine.internal.combine.GroupDeltas;
import dev.penstock.engine.internal.delta.EventFields;
import dev.penstock.engine.internal.delta.KeyBytes;
import dev.penstock.engine.internal.exchange.Delta;
import dev.penstock.engine.internal.memory.Budget;
import dev.penstock.engine.internal.memory.HeapShare;
import dev.penstock.engine.internal.tile.Tile;
import dev.penstock.engine.internal.tile.TileLayout;
import dev.penstock.engine.internal.tile.TileMerger;
import dev.penstock.engine.internal.tile.TileRows;
import dev.penstock.event.pipeline.Aggregate;
import dev.penstock.event.pipeline.FeatureGroup;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import static dev.penstock.engine.Groups.column;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Both stages without Kafka: what comes out must be what {@link Tile} makes of the events, to the last byte. */
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
        var group = Groups.group(List.of(RandomEvents.USER), column("d", new Aggregate.Distinct(RandomEvents.X)));
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
        var filters = new EventFilters(RandomEvents.PROJECTION);
        var budget = new Budget(1_000, 1 << 20, HeapShare.oneOf(8));
        var deltas = new GroupDeltas(group, RandomEvents.PROJECTION, filters, budget);
        var key = new KeyBytes(group.key(), group.hasTypedKeys(), RandomEvents.PROJECTION);
        var fields = new EventFields(new EventFields.Scratch(RandomEvents.PROJECTION.size()));
        for (Timed event : events) {
            fields.load(event.fields(), 0);
            filters.evaluate(event.fields(), 0);
            key.read(fields);
            deltas.read(fields, event.time());
            if (!key.turnTo(fields)) {
                keyMissing++;
            } else if (!deltas.add(fields, key, event.time(), event.partitionTime())) {
                late.add(event);
            }
            if (random.nextInt(batch) == 0) {
                merge(group, deltas);
                if (random.nextBoolean()) {
                    deltas.dropObjects();
                }
            }
        }
        merge(group, deltas);
        assertThat(budget.isSpent()).isFalse();
    }

    private void merge(FeatureGroup group, GroupDeltas deltas) {
        TileLayout layout = TileLayout.of(group, RandomEvents.PROJECTION);
        var merger = new TileMerger(layout);
        var writer = new TileRows(group, layout, false);
        var delta = new Delta();
        deltas.drain((key, value, lastEventTime) -> {
            delta.read(value);
            var place = new Reference.Place(new String(key, UTF_8), delta.window());
            byte[] tile = tiles.merge(
                    place, delta.tile(), (stored, mine) -> merger.merge(stored, delta.bytes(), delta.tileFrom()));
            rows.put(place, new String(writer.json(key, delta.window(), tile, 0), StandardCharsets.UTF_8));
            assertThat(writer.lastEventTime()).isEqualTo(layout.decode(tile).lastEventTime());
            assertThat(lastEventTime).isEqualTo(layout.decode(delta.tile()).lastEventTime());
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
