// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.tile;

import dev.penstock.aggregate.Aggregate;
import dev.penstock.aggregate.Avg;
import dev.penstock.aggregate.Count;
import dev.penstock.aggregate.Distinct;
import dev.penstock.aggregate.Duration;
import dev.penstock.aggregate.First;
import dev.penstock.aggregate.Last;
import dev.penstock.aggregate.Min;
import dev.penstock.aggregate.Sum;
import dev.penstock.engine.Folded;
import dev.penstock.engine.Groups;
import dev.penstock.engine.RandomEvents;
import dev.penstock.engine.Tiles;
import dev.penstock.engine.internal.exchange.Delta;
import dev.penstock.event.Event;
import dev.penstock.event.FieldValue;
import dev.penstock.event.pipeline.Column;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.IntStream;

import static dev.penstock.engine.Groups.X;
import static dev.penstock.engine.Groups.column;
import static dev.penstock.engine.Groups.event;
import static dev.penstock.engine.Groups.number;
import static dev.penstock.engine.Groups.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TileRowsTest {

    @Test
    void shouldWriteKeyWindowAndColumnsInOrder() {
        var group = Groups.group(
                List.of(Groups.USER),
                column("events", new Count()),
                new Column.Aggregated("clicks", new Count(), Groups.CLICKS),
                new Column.Ratio("rate", "clicks", "events"),
                new Column.Ratio("inverse", "events", "clicks"),
                column("spend", new Sum(X)));
        var events = List.of(
                event(60_000, text("click"), number("0.1")),
                event(60_001, number("0.2")),
                event(60_002, number("119.70")),
                event(60_003, FieldValue.MISSING));
        assertThat(Groups.row(group, events))
                .isEqualTo("{\"user_id\":\"user-17\",\"window_start\":60000,\"window_end\":120000,"
                        + "\"events\":4,\"clicks\":1,\"rate\":0.25,\"inverse\":4,\"spend\":120}");
    }

    @Test
    void shouldShowNullWhereThereIsNothing() {
        var group = Groups.group(
                List.of(),
                clicks("n", new Count()),
                clicks("s", new Sum(X)),
                clicks("a", new Avg(X)),
                clicks("m", new Min(X)),
                clicks("f", new First(X)),
                clicks("d", new Duration()),
                new Column.Ratio("r", "n", "s"),
                new Column.Ratio("q", "m", "n"));
        assertThat(Groups.row(group, List.of(event(60_000, number("7")))))
                .isEqualTo("{\"window_start\":60000,\"window_end\":120000,"
                        + "\"n\":0,\"s\":0,\"a\":null,\"m\":null,\"f\":null,\"d\":0,\"r\":null,\"q\":null}");
    }

    private static Column clicks(String name, Aggregate aggregate) {
        return new Column.Aggregated(name, aggregate, Groups.CLICKS);
    }

    @Test
    void shouldAddExactly() {
        assertThat(value(new Sum(X), event(0, number("0.1")), event(0, number("0.2"))))
                .isEqualTo("0.3");
        assertThat(value(new Sum(X), event(0, number("1e30")), event(0, number("1")), event(0, number("-1e30"))))
                .isEqualTo("1");
        assertThat(value(new Avg(X), event(0, number("1")), event(0, number("1")), event(0, number("0"))))
                .isEqualTo("0.6666666666666667");
    }

    @Test
    void shouldBreakTiesOfFirstAndLastByValue() {
        Event[] ties = {
            event(5, text("b")), event(5, number("7")), event(5, text("a")), event(5, new FieldValue.Bool(true))
        };
        assertThat(value(new First(X), ties)).isEqualTo("true");
        assertThat(value(new Last(X), ties)).isEqualTo("\"b\"");
        assertThat(value(new First(X), event(5, text("a")), event(4, text("b"))))
                .isEqualTo("\"b\"");
        assertThat(value(new Last(X), event(5, number("2.0")), event(5, number("2"))))
                .isEqualTo("2");
    }

    @Test
    void shouldTellTypesButNotSpellingsApartInDistinct() {
        assertThat(value(
                        new Distinct(X),
                        event(0, number("2")),
                        event(0, number("2.0")),
                        event(0, text("2")),
                        event(0, FieldValue.MISSING)))
                .isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 149, 150})
    void shouldCountSmallSetsExactly(int size) {
        assertThat(distinct(0, size)).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(ints = {151, 1_000, 10_000, 100_000})
    void shouldEstimateLargeSetsWithinTwoPercent(int size) {
        int trials = size > 50_000 ? 20 : 100;
        long good = IntStream.range(0, trials)
                .filter(trial -> Math.abs(distinct(trial * 1_000_000, size) - size) <= 0.02 * size)
                .count();
        assertThat((double) good / trials).isGreaterThanOrEqualTo(0.95).isCloseTo(1, within(0.05));
    }

    private static long distinct(int from, int size) {
        var group = Groups.group(List.of(), column("c", new Distinct(X)));
        var folded = new Folded(group);
        folded.add(IntStream.range(from, from + size)
                .mapToObj(i -> new RandomEvents.Timed(
                        RandomEvents.fields(List.of("ann", "view", RandomEvents.literal(String.valueOf(i))), false),
                        0,
                        -1))
                .toList());
        var delta = new Delta();
        folded.drain((key, value, lastEventTime) -> delta.read(value));
        return Tiles.of(group).number("c", delta.tile()).orElseThrow().longValueExact();
    }

    private static String value(Aggregate aggregate, Event... events) {
        String row = Groups.row(Groups.group(List.of(), column("c", aggregate)), List.of(events));
        return row.substring(row.indexOf("\"c\":") + 4, row.length() - 1);
    }
}
