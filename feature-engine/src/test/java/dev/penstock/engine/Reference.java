// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.engine.RandomEvents.Timed;
import dev.penstock.engine.internal.tile.EmptyTile;
import dev.penstock.engine.internal.tile.TileLayout;
import dev.penstock.engine.key.EntityKey;
import dev.penstock.event.Event;
import dev.penstock.event.pipeline.Emission;
import dev.penstock.event.pipeline.FeatureGroup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What a feature group must come to, worked out from all events of each key and window. */
final class Reference {

    /** @param window start in epoch milliseconds */
    record Place(String key, long window) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byWindow = Long.compare(window, other.window);
            return byWindow != 0 ? byWindow : key.compareTo(other.key);
        }
    }

    final Map<Place, List<Timed>> tiles = new TreeMap<>();
    final List<Timed> late = new ArrayList<>();
    int keyMissing;

    private final FeatureGroup group;
    private final Tiles merging;
    private final EventTiles single;
    private final PlainRows rows;
    private final EntityKey entityKey;

    Reference(FeatureGroup group) {
        this.group = group;
        this.merging = Tiles.of(group);
        this.single = EventTiles.of(group, RandomEvents.PROJECTION);
        this.rows = new PlainRows(group, RandomEvents.PROJECTION);
        this.entityKey = EntityKey.of(group, RandomEvents.PROJECTION);
    }

    static Reference of(FeatureGroup group, List<Timed> events) {
        var reference = new Reference(group);
        events.forEach(reference::add);
        return reference;
    }

    private void add(Timed event) {
        Optional<String> key = entityKey.read(event.fields());
        long window = group.window().start(event.time());
        long end = group.window().end(window);
        if (key.isEmpty()) {
            keyMissing++;
        } else if (end + group.grace().toMillis() <= event.partitionTime()) {
            late.add(event);
        } else {
            tiles.computeIfAbsent(new Place(key.get(), window), place -> new ArrayList<>())
                    .add(event);
        }
    }

    /** The tiles of the single events, merged. */
    byte[] tile(Place place) {
        return merged(tiles.get(place)).orElseThrow();
    }

    /** The row of a window with the columns over the spans that end with it, from the events in them. */
    String rollingRow(String key, long window) {
        List<PlainRows.Part> parts = new ArrayList<>();
        parts.add(part("", key, window, window));
        for (Emission.Span span : ((Emission.Rolling) group.emission()).spans()) {
            long first =
                    window - span.length().toMillis() + group.window().length().toMillis();
            parts.add(part("_" + span.text(), key, first, window));
        }
        return new String(rows.json(key, window, group.window().end(window), parts), UTF_8);
    }

    private PlainRows.Part part(String suffix, String key, long first, long last) {
        List<Timed> events = new ArrayList<>();
        tiles.forEach((place, ofTile) -> {
            if (place.key.equals(key) && place.window >= first && place.window <= last) {
                events.addAll(ofTile);
            }
        });
        return new PlainRows.Part(suffix, events, merged(events).orElseGet(() -> EmptyTile.of(TileLayout.of(group))));
    }

    private Optional<byte[]> merged(List<Timed> events) {
        return events.stream()
                .map(event -> single.tile(new Event(event.fields(), event.time())))
                .reduce(merging::merge);
    }

    String row(Place place) {
        long end = group.window().end(place.window);
        return new String(rows.json(place.key, place.window, end, tiles.get(place), tile(place)), UTF_8);
    }
}
