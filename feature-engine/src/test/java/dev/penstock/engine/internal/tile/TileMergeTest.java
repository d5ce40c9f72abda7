// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.tile;

import dev.penstock.engine.Groups;
import dev.penstock.event.Event;
import dev.penstock.event.FieldValue;
import dev.penstock.event.pipeline.Aggregate;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.FeatureGroup;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import static dev.penstock.engine.Groups.X;
import static dev.penstock.engine.Groups.column;
import static org.assertj.core.api.Assertions.assertThat;

class TileMergeTest {

    private static final List<Aggregate> AGGREGATES = List.of(
            new Aggregate.Count(),
            new Aggregate.Sum(X),
            new Aggregate.Min(X),
            new Aggregate.Max(X),
            new Aggregate.Avg(X),
            new Aggregate.First(X),
            new Aggregate.Last(X),
            new Aggregate.Duration(),
            new Aggregate.Distinct(X));

    @Property(tries = 300)
    void shouldGiveOneRowHoweverEventsAreSpreadOverTiles(
            @ForAll("groups") FeatureGroup group, @ForAll("events") List<Event> events, @ForAll Random random) {
        TileLayout layout = TileLayout.of(group, Groups.PROJECTION);
        String expected = Groups.row(group, events);

        var shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);
        var tiles = new ArrayList<Tile>();
        for (int i = 0; i < 4; i++) {
            tiles.add(layout.newTile());
        }
        shuffled.forEach(event -> tiles.get(random.nextInt(tiles.size())).add(event));
        while (tiles.size() > 1) {
            Tile other = tiles.remove(random.nextInt(tiles.size()));
            String before = Groups.row(group, layout, other);
            tiles.get(random.nextInt(tiles.size())).merge(layout.decode(layout.encode(other)));
            assertThat(Groups.row(group, layout, other)).isEqualTo(before);
        }
        Tile merged = tiles.get(0);
        merged.merge(layout.newTile());

        assertThat(Groups.row(group, layout, merged)).isEqualTo(expected);
        assertThat(Groups.row(group, layout, layout.decode(layout.encode(merged))))
                .isEqualTo(expected);
    }

    @Property(tries = 10)
    void shouldEstimateTheSameHoweverManyValuesAreSpread(@ForAll Random random) {
        FeatureGroup group = Groups.group(List.of(), column("d", new Aggregate.Distinct(X)));
        TileLayout layout = TileLayout.of(group, Groups.PROJECTION);
        var tiles = List.of(layout.newTile(), layout.newTile(), layout.newTile());
        Tile all = layout.newTile();
        int values = 100 + random.nextInt(3_000);
        for (int i = 0; i < values; i++) {
            Event event = Groups.event(0, FieldValue.Number.of(i));
            all.add(event);
            tiles.get(Math.min(2, random.nextInt(20))).add(event);
        }
        Tile merged = layout.newTile();
        tiles.forEach(merged::merge);
        assertThat(layout.encode(merged)).isEqualTo(layout.encode(all));
    }

    @Provide
    Arbitrary<FeatureGroup> groups() {
        Arbitrary<Column> column = Combinators.combine(Arbitraries.of(AGGREGATES), Arbitraries.of(true, false))
                .as((aggregate, clicks) ->
                        clicks ? new Column.Aggregated("c", aggregate, Groups.CLICKS) : column("c", aggregate));
        return column.list().ofMinSize(1).ofMaxSize(9).map(columns -> {
            var named = new ArrayList<Column>();
            for (Column each : columns) {
                var aggregated = (Column.Aggregated) each;
                named.add(new Column.Aggregated("c" + named.size(), aggregated.aggregate(), aggregated.where()));
            }
            named.add(new Column.Aggregated("n", new Aggregate.Count(), Groups.CLICKS));
            named.add(new Column.Ratio("r", "n", "n"));
            return Groups.group(List.of(Groups.USER), named.toArray(Column[]::new));
        });
    }

    @Provide
    Arbitrary<List<Event>> events() {
        Arbitrary<FieldValue> numbers = Arbitraries.bigDecimals().map(value -> Groups.number(value.toString()));
        Arbitrary<FieldValue> few = Arbitraries.of(
                FieldValue.MISSING,
                Groups.number("2"),
                Groups.number("2.0"),
                Groups.number("-1e300"),
                Groups.number("1e-300"),
                Groups.text("2"),
                Groups.text("ü\"|"),
                new FieldValue.Bool(true),
                new FieldValue.Bool(false));
        Arbitrary<FieldValue> values = Arbitraries.oneOf(numbers, few);
        Arbitrary<FieldValue> kinds = Arbitraries.of(Groups.text("click"), Groups.text("view"), FieldValue.MISSING);
        return Combinators.combine(Arbitraries.longs().between(0, 5), kinds, values)
                .as(Groups::event)
                .list()
                .ofMaxSize(40);
    }
}
