// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.penstock.aggregate.Aggregate;
import dev.penstock.aggregate.AggregateType;
import dev.penstock.aggregate.Aggregates;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import dev.penstock.event.json.JsonDecoder;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.Emission;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.FeatureGroup.KeyType;
import dev.penstock.event.pipeline.Filter;
import dev.penstock.event.pipeline.TumblingWindows;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Feature groups and events of all kinds, the odd ones more often than life has them. */
public final class RandomEvents {

    public static final FieldPath USER = FieldPath.parse("user");
    public static final FieldPath KIND = FieldPath.parse("kind");
    public static final FieldPath X = FieldPath.parse("x");
    public static final Projection PROJECTION = Projection.of(List.of(USER, KIND, X));

    private static final List<String> NAMES = List.of("user", "kind", "x");
    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonFactory ESCAPED =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final JsonDecoder DECODER = new JsonDecoder(PROJECTION, DecodeLimits.DEFAULT);

    /** Each that there is, over x. */
    public static final List<Aggregate> AGGREGATES =
            Aggregates.ALL.stream().map(RandomEvents::overX).toList();

    private RandomEvents() {}

    private static Aggregate overX(AggregateType type) {
        return type.maker()
                .apply(
                        type.takesField() ? X : null,
                        type.option().map(AggregateType.Option::example).orElse(null));
    }

    /** An event, and the greatest event time on its partition before it. */
    public record Timed(Fields fields, long time, long partitionTime) {}

    /** JSON literals: numbers as somebody may write them. */
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "0.00",
            "2",
            "2.0",
            "2e0",
            "-7",
            "0.1",
            "0.2",
            "119.70",
            "1e3",
            "-1e300",
            "1e-300",
            "1E+2",
            "999999999999999999",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "123456789012345678901234567890.123456789",
            "0.000000000000000001",
            "-0.000000000000000000001",
            "12345.6789");

    private static final List<String> TEXTS = List.of(
            "",
            "2",
            "a",
            "b|c",
            "b\\",
            "\\|",
            "|",
            "ü",
            "\"\n\t\b\f\r\u0000\u001f",
            "\ue000",
            "\ud83d\ude00",
            "𝔘ser",
            "all");

    static Arbitrary<Object> values() {
        return Arbitraries.oneOf(
                Arbitraries.of(NUMBERS).map(Literal::new),
                Arbitraries.of(NUMBERS).map(Literal::new),
                Arbitraries.bigDecimals().map(number -> new Literal(number.toString())),
                Arbitraries.longs().map(number -> new Literal(Long.toString(number))),
                Arbitraries.of(TEXTS).map(text -> (Object) text),
                Arbitraries.of(true, false).map(flag -> (Object) flag),
                Arbitraries.of(new Literal("null"), new Literal("[1]"), new Literal("{}"), Nothing.HERE));
    }

    private record Literal(String json) {}

    /** A value as JSON has it. */
    public static Object literal(String json) {
        return new Literal(json);
    }

    private enum Nothing {
        HERE
    }

    /** With a few users, so that events meet. */
    static Arbitrary<Object> users() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.of("ann", "bob", "b|c", "").map(text -> (Object) text)), Tuple.of(1, values()));
    }

    /** Events whose times go up and down over a few windows; each knows the greatest time before it. */
    public static Arbitrary<List<Timed>> events(int most) {
        Arbitrary<Object> kinds = Arbitraries.of((Object) "click", "view", new Literal("2.00"), true, Nothing.HERE);
        Arbitrary<Long> times = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 5), Arbitraries.longs().between(0, 400_000));
        Arbitrary<Timed> event = Combinators.combine(users(), kinds, values(), times, Arbitraries.of(true, false))
                .as((user, kind, x, time, escaped) -> new Timed(fields(List.of(user, kind, x), escaped), time, -1));
        return event.list().ofMaxSize(most).map(RandomEvents::timed);
    }

    private static List<Timed> timed(List<Timed> events) {
        var timed = new ArrayList<Timed>();
        long greatest = -1;
        for (Timed event : events) {
            timed.add(new Timed(event.fields, event.time, greatest));
            greatest = Math.max(greatest, event.time);
        }
        return timed;
    }

    public static Fields fields(List<Object> values, boolean escaped) {
        var out = new ByteArrayOutputStream();
        try (JsonGenerator json = (escaped ? ESCAPED : JSON).createGenerator(out)) {
            json.writeStartObject();
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i) != Nothing.HERE) {
                    json.writeFieldName(NAMES.get(i));
                    write(values.get(i), json);
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (Fields) DECODER.decode(out.toByteArray());
    }

    private static void write(Object value, JsonGenerator json) throws IOException {
        if (value instanceof Literal literal) {
            json.writeRawValue(literal.json);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            json.writeString((String) value);
        }
    }

    static Arbitrary<Filter> filters() {
        return Arbitraries.of(
                Filter.ALL,
                filter(KIND, new FieldValue.Text("click")),
                filter(KIND, new FieldValue.Text("click"), number("2")),
                filter(KIND, new FieldValue.Bool(true), new FieldValue.Text("view")),
                filter(X, number("2"), number("0"), new FieldValue.Text("ü"), new FieldValue.Bool(false)),
                filter(KIND, new FieldValue.Text("click")).and(filter(USER, new FieldValue.Text("ann"))));
    }

    private static Filter filter(FieldPath field, FieldValue.Scalar... anyOf) {
        return new Filter(List.of(new Filter.Condition(field, List.of(anyOf))));
    }

    private static FieldValue.Number number(String digits) {
        return new FieldValue.Number(new BigDecimal(digits), digits);
    }

    static Arbitrary<FeatureGroup> groups() {
        Arbitrary<List<FieldPath>> keys = Arbitraries.of(List.of(USER), List.of(), List.of(USER, KIND), List.of(X));
        Arbitrary<Column> column = Combinators.combine(Arbitraries.of(AGGREGATES), filters())
                .as((aggregate, filter) -> new Column.Aggregated("c", aggregate, filter));
        Arbitrary<TumblingWindows> windows = Arbitraries.of(
                TumblingWindows.of(Duration.ofMinutes(1)),
                TumblingWindows.of(Duration.ofMillis(7)),
                TumblingWindows.of(Duration.ofHours(1)),
                TumblingWindows.of(Duration.ofMillis(7), Duration.ofMillis(3)),
                TumblingWindows.of(Duration.ofDays(1), Duration.ZERO, ZoneId.of("Europe/Stockholm")));
        Arbitrary<Duration> graces = Arbitraries.of(Duration.ZERO, Duration.ofSeconds(30), Duration.ofHours(1));
        return Combinators.combine(
                        keys,
                        column.list().ofMinSize(1).ofMaxSize(9),
                        windows,
                        graces,
                        Arbitraries.of(0, 1, 2),
                        Arbitraries.of(KeyType.values()))
                .as(RandomEvents::group);
    }

    private static FeatureGroup group(
            List<FieldPath> key,
            List<Column> columns,
            TumblingWindows window,
            Duration grace,
            int ratios,
            KeyType keyType) {
        var named = new ArrayList<Column>();
        for (Column each : columns) {
            var aggregated = (Column.Aggregated) each;
            named.add(new Column.Aggregated("c" + named.size(), aggregated.aggregate(), aggregated.where()));
        }
        List<Column> numeric = named.stream()
                .filter(each -> ((Column.Aggregated) each).aggregate().type().isNumeric())
                .toList();
        for (int i = 0; i < ratios && !numeric.isEmpty(); i++) {
            named.add(
                    i,
                    new Column.Ratio(
                            "r\"" + i,
                            numeric.get(0).name(),
                            numeric.get(numeric.size() - 1).name()));
        }
        return new FeatureGroup(
                "g",
                "s",
                key,
                window,
                grace,
                Duration.ofDays(window.zone().isPresent() ? 3 : 1),
                "t",
                Emission.UPDATES,
                named,
                FeatureGroup.RecordKey.KEY,
                keyType);
    }

    /** The same group with rows written when windows close. */
    static FeatureGroup withFinalRows(FeatureGroup group, Duration idleClose) {
        return new FeatureGroup(
                group.name(),
                group.from(),
                group.key(),
                group.window(),
                group.grace(),
                group.retention(),
                group.to(),
                new Emission.Final(idleClose),
                group.columns(),
                group.recordKey(),
                group.keyType());
    }
}
