// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.engine.internal.tile.FeatureRows;
import dev.penstock.engine.internal.tile.Tile;
import dev.penstock.engine.internal.tile.TileLayout;
import dev.penstock.engine.key.EntityKey;
import dev.penstock.event.Event;
import dev.penstock.event.pipeline.FeatureGroup;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a feature group must come to, worked out one event at a time with {@link Tile}. */
final class Reference {

    /** @param window start in epoch milliseconds */
    record Place(String key, long window) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byWindow = Long.compare(window, other.window);
            return byWindow != 0 ? byWindow : key.compareTo(other.key);
        }
    }

    final Map<Place, Tile> tiles = new TreeMap<>();
    final List<RandomEvents.Timed> late = new ArrayList<>();
    int keyMissing;

    private final FeatureGroup group;
    private final TileLayout layout;
    private final FeatureRows rows;
    private final EntityKey entityKey;

    Reference(FeatureGroup group) {
        this.group = group;
        this.layout = TileLayout.of(group, RandomEvents.PROJECTION);
        this.rows = FeatureRows.of(group, layout);
        this.entityKey = EntityKey.of(group, RandomEvents.PROJECTION);
    }

    static Reference of(FeatureGroup group, List<RandomEvents.Timed> events) {
        var reference = new Reference(group);
        events.forEach(reference::add);
        return reference;
    }

    private void add(RandomEvents.Timed event) {
        Optional<String> key = entityKey.read(event.fields());
        long window = group.windowStart(event.time());
        long end = window + group.window().toMillis();
        if (key.isEmpty()) {
            keyMissing++;
        } else if (end + group.grace().toMillis() <= event.partitionTime()) {
            late.add(event);
        } else {
            tiles.computeIfAbsent(new Place(key.get(), window), place -> layout.newTile())
                    .add(new Event(event.fields(), event.time()));
        }
    }

    byte[] tile(Place place) {
        return layout.encode(tiles.get(place));
    }

    String row(Place place) {
        return new String(rows.json(place.key, place.window, tiles.get(place)), StandardCharsets.UTF_8);
    }
}
