// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.tile;

import dev.penstock.engine.Groups;
import dev.penstock.engine.RandomEvents;
import dev.penstock.engine.RandomEvents.Timed;
import dev.penstock.event.Event;
import dev.penstock.event.pipeline.Aggregate;
import dev.penstock.event.pipeline.FeatureGroup;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.HexFormat;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The laws of a commutative monoid, for each aggregate by itself: everything that is merged in parts stands on them. */
class TileLawsTest {

    private static final int TRIES = 300;

    @Property(tries = TRIES)
    void shouldHaveAnEmptyTileAsIdentity(
            @ForAll("aggregates") Aggregate aggregate, @ForAll("events") List<Timed> events) {
        TileLayout layout = layout(aggregate);
        String tile = bytes(layout, tile(layout, events));
        assertThat(bytes(layout, merged(tile(layout, events), layout.newTile())))
                .isEqualTo(tile);
        assertThat(bytes(layout, merged(layout.newTile(), tile(layout, events))))
                .isEqualTo(tile);
    }

    @Property(tries = TRIES)
    void shouldMergeInAnyGrouping(
            @ForAll("aggregates") Aggregate aggregate,
            @ForAll("events") List<Timed> a,
            @ForAll("events") List<Timed> b,
            @ForAll("events") List<Timed> c) {
        TileLayout layout = layout(aggregate);
        Tile leftFirst = merged(merged(tile(layout, a), tile(layout, b)), tile(layout, c));
        Tile rightFirst = merged(tile(layout, a), merged(tile(layout, b), tile(layout, c)));
        assertThat(bytes(layout, leftFirst)).isEqualTo(bytes(layout, rightFirst));
    }

    @Property(tries = TRIES)
    void shouldMergeInAnyOrder(
            @ForAll("aggregates") Aggregate aggregate,
            @ForAll("events") List<Timed> a,
            @ForAll("events") List<Timed> b) {
        TileLayout layout = layout(aggregate);
        assertThat(bytes(layout, merged(tile(layout, a), tile(layout, b))))
                .isEqualTo(bytes(layout, merged(tile(layout, b), tile(layout, a))));
    }

    /** Merging bytes is merging tiles. */
    @Property(tries = TRIES)
    void shouldMergeBytesAsTilesAreMerged(
            @ForAll("aggregates") Aggregate aggregate, @ForAll("some") List<Timed> a, @ForAll("some") List<Timed> b) {
        TileLayout layout = layout(aggregate);
        byte[] bytes = new TileMerger(layout).merge(layout.encode(tile(layout, a)), layout.encode(tile(layout, b)), 0);
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(bytes(layout, merged(tile(layout, a), tile(layout, b))));
    }

    private static TileLayout layout(Aggregate aggregate) {
        FeatureGroup group = Groups.group(List.of(), Groups.column("c", aggregate));
        return TileLayout.of(group, RandomEvents.PROJECTION);
    }

    private static Tile tile(TileLayout layout, List<Timed> events) {
        Tile tile = layout.newTile();
        events.forEach(event -> tile.add(new Event(event.fields(), event.time())));
        return tile;
    }

    private static Tile merged(Tile one, Tile other) {
        one.merge(other);
        return one;
    }

    private static String bytes(TileLayout layout, Tile tile) {
        return HexFormat.of().formatHex(layout.encode(tile));
    }

    @Provide
    Arbitrary<Aggregate> aggregates() {
        return Arbitraries.of(RandomEvents.AGGREGATES);
    }

    @Provide
    Arbitrary<List<Timed>> events() {
        return RandomEvents.events(12);
    }

    @Provide
    Arbitrary<List<Timed>> some() {
        return RandomEvents.events(12).filter(events -> !events.isEmpty());
    }
}
