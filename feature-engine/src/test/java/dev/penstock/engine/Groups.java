// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.aggregate.Aggregate;
import dev.penstock.event.Event;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.Emission;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Filter;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Feature groups over the fields user_id, kind and x, and events for them. */
public final class Groups {

    public static final FieldPath USER = FieldPath.parse("user_id");
    public static final FieldPath KIND = FieldPath.parse("kind");
    public static final FieldPath X = FieldPath.parse("x");
    public static final Projection PROJECTION = Projection.of(List.of(USER, KIND, X));
    public static final Filter CLICKS =
            new Filter(List.of(new Filter.Condition(KIND, List.of(new FieldValue.Text("click")))));

    private Groups() {}

    public static FeatureGroup group(List<FieldPath> key, Column... columns) {
        Duration minute = Duration.ofMinutes(1);
        return new FeatureGroup(
                "g", "s", key, minute, minute, Duration.ofDays(1), "t", Emission.UPDATES, List.of(columns));
    }

    public static Column column(String name, Aggregate aggregate) {
        return new Column.Aggregated(name, aggregate, Filter.ALL);
    }

    public static FieldValue number(String digits) {
        return new FieldValue.Number(new BigDecimal(digits), digits);
    }

    public static FieldValue text(String text) {
        return new FieldValue.Text(text);
    }

    public static Event event(long time, FieldValue kind, FieldValue x) {
        return new Event(Fields.of(new byte[0], new FieldValue[] {text("user-17"), kind, x}), time);
    }

    public static Event event(long time, FieldValue x) {
        return event(time, text("view"), x);
    }

    /** The tile of all of these events, of which there is one at least. */
    public static byte[] tile(FeatureGroup group, List<Event> events) {
        Tiles tiles = Tiles.of(group);
        EventTiles single = EventTiles.of(group, PROJECTION);
        return events.stream().map(single::tile).reduce(tiles::merge).orElseThrow();
    }

    public static String row(FeatureGroup group, byte[] tile) {
        byte[] key = (group.key().isEmpty() ? "all" : "user-17").getBytes(StandardCharsets.UTF_8);
        return new String(Tiles.of(group).row(key, 60_000, 120_000, tile), StandardCharsets.UTF_8);
    }

    public static String row(FeatureGroup group, List<Event> events) {
        return row(group, tile(group, events));
    }
}
