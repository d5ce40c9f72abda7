// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.tile;

import dev.penstock.aggregate.Aggregate;
import dev.penstock.engine.EventTiles;
import dev.penstock.engine.Folded;
import dev.penstock.engine.Groups;
import dev.penstock.engine.RandomEvents;
import dev.penstock.engine.RandomEvents.Timed;
import dev.penstock.engine.Tiles;
import dev.penstock.engine.internal.exchange.Delta;
import dev.penstock.event.Event;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.FeatureGroup;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** The laws of a commutative monoid, for each aggregate by itself: everything that is merged in parts stands on them. */
class TileLawsTest {

    private static final int TRIES = 400;
    private static final long WINDOW = 60_000;

    @Property(tries = TRIES)
    void shouldStayAsItIsWithAnEventThatTheColumnDoesNotTake(
            @ForAll("aggregates") Aggregate aggregate, @ForAll("events") List<Timed> events) {
        FeatureGroup group = group(new Column.Aggregated("c", aggregate, Groups.CLICKS));
        byte[] tile = merged(group, events);
        long time = events.get(0).time();
        byte[] nothing = tile(group, new Timed(RandomEvents.fields(List.of("ann", "none", "2"), false), time, -1));
        assertThat(Tiles.of(group).merge(tile, nothing)).isEqualTo(tile);
        assertThat(Tiles.of(group).merge(nothing, tile)).isEqualTo(tile);
    }

    @Property(tries = TRIES)
    void shouldMergeInAnyGrouping(
            @ForAll("aggregates") Aggregate aggregate,
            @ForAll("events") List<Timed> a,
            @ForAll("events") List<Timed> b,
            @ForAll("events") List<Timed> c) {
        FeatureGroup group = group(Groups.column("c", aggregate));
        Tiles tiles = Tiles.of(group);
        byte[] one = merged(group, a);
        byte[] two = merged(group, b);
        byte[] three = merged(group, c);
        assertThat(tiles.merge(tiles.merge(one, two), three)).isEqualTo(tiles.merge(one, tiles.merge(two, three)));
    }

    @Property(tries = TRIES)
    void shouldMergeInAnyOrder(
            @ForAll("aggregates") Aggregate aggregate,
            @ForAll("events") List<Timed> a,
            @ForAll("events") List<Timed> b) {
        FeatureGroup group = group(Groups.column("c", aggregate));
        byte[] one = merged(group, a);
        byte[] other = merged(group, b);
        assertThat(Tiles.of(group).merge(one, other)).isEqualTo(Tiles.of(group).merge(other, one));
    }

    /** Many of them, so that states go from one form to the next. */
    @Property(tries = TRIES)
    void shouldBeTheSameWhetherEventsAreFoldedOrMerged(
            @ForAll("aggregates") Aggregate aggregate, @ForAll("events") List<Timed> events, @ForAll Random random) {
        FeatureGroup group = group(Groups.column("c", aggregate));
        var all = new ArrayList<>(events);
        for (int more = random.nextInt(300); more > 0; more--) {
            var x = RandomEvents.literal(random.nextInt(-400, 400) + "." + random.nextInt(9));
            all.add(new Timed(RandomEvents.fields(List.of("ann", "view", x), false), random.nextInt(5), -1));
        }
        byte[] merged = merged(group, all);
        Collections.shuffle(all, random);
        assertThat(folded(group, all)).isEqualTo(merged);
    }

    private static FeatureGroup group(Column column) {
        return Groups.group(List.of(), column);
    }

    private static byte[] tile(FeatureGroup group, Timed event) {
        return EventTiles.of(group, RandomEvents.PROJECTION).tile(new Event(event.fields(), event.time()));
    }

    private static byte[] merged(FeatureGroup group, List<Timed> events) {
        return events.stream()
                .map(event -> tile(group, event))
                .reduce(Tiles.of(group)::merge)
                .orElseThrow();
    }

    private static byte[] folded(FeatureGroup group, List<Timed> events) {
        var folded = new Folded(group);
        folded.add(events);
        var tiles = new ArrayList<byte[]>();
        folded.drain((key, value, lastEventTime) -> {
            var delta = new Delta();
            delta.read(value);
            tiles.add(delta.tile());
        });
        assertThat(tiles).hasSize(1);
        return tiles.get(0);
    }

    @Provide
    Arbitrary<Aggregate> aggregates() {
        return Arbitraries.of(RandomEvents.AGGREGATES);
    }

    @Provide
    Arbitrary<List<Timed>> events() {
        return RandomEvents.events(12)
                .filter(events -> !events.isEmpty())
                .map(events -> events.stream()
                        .map(event -> new Timed(event.fields(), event.time() % WINDOW, -1))
                        .toList());
    }
}
