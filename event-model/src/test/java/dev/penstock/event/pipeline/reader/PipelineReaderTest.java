// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader;

import dev.penstock.aggregate.Avg;
import dev.penstock.aggregate.Count;
import dev.penstock.aggregate.Distinct;
import dev.penstock.aggregate.First;
import dev.penstock.aggregate.Last;
import dev.penstock.aggregate.Max;
import dev.penstock.aggregate.Min;
import dev.penstock.aggregate.Quantile;
import dev.penstock.aggregate.Stddev;
import dev.penstock.aggregate.Sum;
import dev.penstock.aggregate.Variance;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.pipeline.Column.Aggregated;
import dev.penstock.event.pipeline.Column.Ratio;
import dev.penstock.event.pipeline.Emission;
import dev.penstock.event.pipeline.Enricher;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Filter;
import dev.penstock.event.pipeline.Filter.Condition;
import dev.penstock.event.pipeline.KeyFormat;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Pipeline.Engine;
import dev.penstock.event.pipeline.RecordKey;
import dev.penstock.event.pipeline.Source;
import dev.penstock.event.pipeline.Source.Unit;
import dev.penstock.event.pipeline.TimeFormat;
import dev.penstock.event.pipeline.Timestamp;
import dev.penstock.event.pipeline.TumblingWindows;
import dev.penstock.event.pipeline.Unwrap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class PipelineReaderTest {

    private static final Filter PURCHASES = where("event_type", text("purchase"));

    private final Pipeline standard =
            PipelineReader.read("pipelines/default.yaml", PipelineFiles.text("pipelines/default.yaml"));

    @Test
    void shouldReadSources() {
        assertThat(standard.engine()).isEqualTo(Engine.MICRO_BATCH);
        assertThat(standard.sources())
                .containsExactly(
                        new Source(
                                "logins",
                                "user-login",
                                Source.Format.JSON,
                                new Unwrap.None(),
                                Optional.empty(),
                                new RecordKey.OfField(field("user_id"), KeyFormat.TEXT),
                                new Timestamp.InField(field("timestamp"), TimeFormat.of(Unit.SECONDS)),
                                Duration.ofMinutes(30),
                                Source.NumberRule.STRICT,
                                Optional.empty(),
                                List.of(),
                                Optional.empty(),
                                Optional.empty()),
                        new Source(
                                "app_events",
                                "app-events",
                                Source.Format.JSON,
                                new Unwrap.None(),
                                Optional.empty(),
                                new RecordKey.OfField(field("user_id"), KeyFormat.TEXT),
                                new Timestamp.InField(field("timestamp"), TimeFormat.of(Unit.MILLIS)),
                                Duration.ofMinutes(30),
                                Source.NumberRule.STRICT,
                                Optional.empty(),
                                List.of(),
                                Optional.empty(),
                                Optional.empty()));
    }

    @Test
    void shouldReadStreams() {
        assertThat(standard.streams())
                .containsExactly(
                        new EventStream(
                                "processed_logins",
                                "logins",
                                Filter.ALL,
                                List.of(
                                        new Enricher.Time(),
                                        new Enricher.Geo(field("ip")),
                                        new Enricher.Device(field("device_type")),
                                        new Enricher.Version(field("app_version")),
                                        new Enricher.Session(Duration.ofMinutes(30), Optional.empty())),
                                Map.of(),
                                Map.of(field("processed"), new FieldValue.Bool(true)),
                                "processed-user-login",
                                List.of(),
                                Optional.empty(),
                                Optional.empty()),
                        new EventStream(
                                "shipments",
                                "app_events",
                                PURCHASES,
                                List.of(),
                                Map.of(
                                        field("order_id"), field("event_id"),
                                        field("customer_id"), field("user_id"),
                                        field("item_id"), field("item_id"),
                                        field("created_at"), field("timestamp")),
                                Map.of(field("status"), text("pending")),
                                "shipments",
                                List.of(),
                                Optional.empty(),
                                Optional.empty()));
        assertThat(standard.streams().get(1).select().keySet())
                .extracting(FieldPath::toString)
                .containsExactly("order_id", "customer_id", "item_id", "created_at");
    }

    @Test
    void shouldReadFeatureGroups() {
        assertThat(standard.features())
                .extracting(FeatureGroup::name)
                .containsExactly(
                        "user_activity",
                        "login_devices",
                        "login_versions",
                        "login_locales",
                        "login_traffic",
                        "login_hours",
                        "login_geo",
                        "sales_by_item");
        assertThat(group(standard, "user_activity"))
                .isEqualTo(new FeatureGroup(
                        "user_activity",
                        "app_events",
                        List.of(field("user_id")),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(30),
                        Duration.ofDays(1),
                        "features-user-activity",
                        Emission.UPDATES,
                        List.of(
                                new Aggregated("events_1m", new Count(), Filter.ALL),
                                new Aggregated("views_1m", new Count(), where("event_type", text("view"))),
                                new Aggregated("clicks_1m", new Count(), where("event_type", text("click"))),
                                new Aggregated("purchases_1m", new Count(), PURCHASES),
                                new Ratio("ctr_1m", "clicks_1m", "views_1m"),
                                new Aggregated("total_spend", new Sum(field("amount")), PURCHASES),
                                new Aggregated("items_1m", new Distinct(field("item_id")), Filter.ALL),
                                new Aggregated(
                                        "session_duration", new dev.penstock.aggregate.Duration(), Filter.ALL))));
        assertThat(group(standard, "login_geo").from()).isEqualTo("processed_logins");
        assertThat(group(standard, "login_geo").key()).containsExactly(field("geo.region"));
        assertThat(group(standard, "login_traffic").key()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.penstock.event.pipeline.reader.PipelineFiles#pipelines")
    void shouldReadEveryWorkedPipeline(String file) {
        assertThat(PipelineReader.read(file, PipelineFiles.text(file)).sources())
                .isNotEmpty();
    }

    @Test
    void shouldReadEveryAggregate() {
        assertThat(group("""
                                  a: {count: events}
                                  b: {sum: x.y}
                                  c: {min: x}
                                  d: {max: x}
                                  e: {avg: x}
                                  f: {first: x}
                                  g: {last: x}
                                  h: {duration: events}
                                  i: {distinct: x, where: {}}
                                  j: {ratio: [b, e]}
                                  k: {variance: x}
                                  l: {stddev: x}
                                  m: {quantile: {field: x.y, q: 0.950}}
                                """).columns())
                .containsExactly(
                        new Aggregated("a", new Count(), Filter.ALL),
                        new Aggregated("b", new Sum(field("x.y")), Filter.ALL),
                        new Aggregated("c", new Min(field("x")), Filter.ALL),
                        new Aggregated("d", new Max(field("x")), Filter.ALL),
                        new Aggregated("e", new Avg(field("x")), Filter.ALL),
                        new Aggregated("f", new First(field("x")), Filter.ALL),
                        new Aggregated("g", new Last(field("x")), Filter.ALL),
                        new Aggregated("h", new dev.penstock.aggregate.Duration(), Filter.ALL),
                        new Aggregated("i", new Distinct(field("x")), Filter.ALL),
                        new Ratio("j", "b", "e"),
                        new Aggregated("k", new Variance(field("x")), Filter.ALL),
                        new Aggregated("l", new Stddev(field("x")), Filter.ALL),
                        new Aggregated("m", new Quantile(field("x.y"), new BigDecimal("0.95")), Filter.ALL));
    }

    @Test
    void shouldKeepConstantsAsTheyAreWritten() {
        var column = (Aggregated) group("""
                          n: {count: events, where: {plan: [pro, "1", 1, 2.50, -1e3, true, False, "true", no, '', 1_000]}}
                        """).columns().get(0);
        assertThat(column.where().conditions())
                .containsExactly(new Condition(
                        field("plan"),
                        List.of(
                                text("pro"),
                                text("1"),
                                FieldValue.Number.of(1),
                                new FieldValue.Number(new BigDecimal("2.5"), "2.50"),
                                new FieldValue.Number(new BigDecimal("-1000"), "-1e3"),
                                new FieldValue.Bool(true),
                                new FieldValue.Bool(false),
                                text("true"),
                                text("no"),
                                text(""),
                                text("1_000"))));
        assertThat(column.where().conditions().get(0).anyOf())
                .extracting(FieldValue.Scalar::asText)
                .contains("2.50", "-1e3");
    }

    @Test
    void shouldReadDurationsOfEveryUnit() {
        FeatureGroup group = group("500ms", "grace: 0s, retention: 36h,", "  n: {count: events}\n");
        assertThat(group.window()).isEqualTo(TumblingWindows.of(Duration.ofMillis(500)));
        assertThat(group.grace()).isEqualTo(Duration.ZERO);
        assertThat(group.retention()).isEqualTo(Duration.ofHours(36));
        assertThat(group("45s", "", "  n: {count: events}\n").window().length()).isEqualTo(Duration.ofSeconds(45));
        assertThat(group("15m", "", "  n: {count: events}\n").window().length()).isEqualTo(Duration.ofMinutes(15));
        assertThat(group("3650d", "", "  n: {count: events}\n").window().length())
                .isEqualTo(Duration.ofDays(3650));
    }

    @Test
    void shouldRetainTilesForADayOrForWindowAndGraceIfThatIsMore() {
        assertThat(group("1h", "", "  n: {count: events}\n").retention()).isEqualTo(Duration.ofDays(1));
        assertThat(group("1d", "grace: 1h,", "  n: {count: events}\n").retention())
                .isEqualTo(Duration.ofHours(25));
    }

    @Test
    void shouldReadWindowsOfAZoneAndWithAnOffset() {
        ZoneId stockholm = ZoneId.of("Europe/Stockholm");
        assertThat(group("1h", "offset: 30m,", "  n: {count: events}\n").window())
                .isEqualTo(TumblingWindows.of(Duration.ofHours(1), Duration.ofMinutes(30)));
        FeatureGroup days = group("1d", "zone: Europe/Stockholm,", "  n: {count: events}\n");
        assertThat(days.window()).isEqualTo(TumblingWindows.of(Duration.ofDays(1), Duration.ZERO, stockholm));
        assertThat(days.retention()).isEqualTo(Duration.ofHours(25).plus(days.grace()));
        assertThat(group("7d", "zone: Europe/Stockholm, offset: 4d,", "  n: {count: events}\n")
                        .window())
                .isEqualTo(TumblingWindows.of(Duration.ofDays(7), Duration.ofDays(4), stockholm));
    }

    @Test
    void shouldReadWhenRowsAreWritten() {
        assertThat(group("1h", "emit: updates,", "  n: {count: events}\n").emission())
                .isEqualTo(Emission.UPDATES);
        assertThat(group("1h", "emit: final,", "  n: {count: events}\n").emission())
                .isEqualTo(new Emission.Final(Duration.ofMinutes(1)));
        assertThat(group("1h", "emit: final, idle_close: 5s,", "  n: {count: events}\n")
                        .emission())
                .isEqualTo(new Emission.Final(Duration.ofSeconds(5)));
    }

    @Test
    void shouldReadAKeyOfSeveralFields() {
        Pipeline pipeline = PipelineReader.read("p.yaml", """
                engine: per-event
                sources:
                  clicks: {topic: clicks, partitioned_by: user.id, max_future: 5m, timestamp: {field: at, unit: iso8601}}
                streams: {}
                features:
                  g: {from: clicks, key: [user.id, all], window: 1m, to: g, columns: {n: {count: events}}}
                """);
        assertThat(pipeline.features().get(0).key()).containsExactly(field("user.id"), field("all"));
        assertThat(pipeline.sources().get(0).maxFuture()).isEqualTo(Duration.ofMinutes(5));
        assertThat(pipeline.sources().get(0).timestamp())
                .isEqualTo(new Timestamp.InField(field("at"), TimeFormat.of(Unit.ISO8601)));
    }

    @Test
    void shouldTakeAnchorsAndAliases() {
        Pipeline pipeline = PipelineReader.read("p.yaml", """
                sources:
                  a: {topic: a, partitioned_by: id, timestamp: &seconds {field: at, unit: seconds}}
                  b: {topic: b, partitioned_by: id, timestamp: *seconds}
                streams:
                  c: {from: a, to: c}
                """);
        assertThat(pipeline.sources().get(1).timestamp())
                .isEqualTo(new Timestamp.InField(field("at"), TimeFormat.of(Unit.SECONDS)));
    }

    @Test
    void shouldReadWhatTheRecordKeyIs() {
        Pipeline pipeline = PipelineReader.read("p.yaml", """
                sources:
                  a: {topic: a, timestamp: {record: true}}
                  b: {topic: b, partitioned_by: user.id, timestamp: {record: true}}
                  c: {topic: c, partitioned_by: id, key_format: int64, timestamp: {record: true}}
                streams:
                  d: {from: a, to: d}
                """);
        assertThat(pipeline.sources())
                .extracting(Source::key)
                .containsExactly(
                        new RecordKey.Unknown(),
                        new RecordKey.OfField(field("user.id"), KeyFormat.TEXT),
                        new RecordKey.OfField(field("id"), KeyFormat.INT64));
    }

    @Test
    void shouldReadWhereTheTimeOfEventsStands() {
        Pipeline pipeline = PipelineReader.read("p.yaml", """
                sources:
                  a: {topic: a, partitioned_by: id, timestamp: {record: true}}
                  b: {topic: b, partitioned_by: id, timestamp: {header: ce_time, unit: iso8601}}
                  c: {topic: c, partitioned_by: id, timestamp: {field: at, unit: auto, zone: Europe/Stockholm}}
                streams:
                  d: {from: a, to: d}
                """);
        assertThat(pipeline.sources())
                .extracting(Source::timestamp)
                .containsExactly(
                        new Timestamp.OfRecord(),
                        new Timestamp.InHeader("ce_time", TimeFormat.of(Unit.ISO8601)),
                        new Timestamp.InField(
                                field("at"), new TimeFormat(Unit.AUTO, Optional.of(ZoneId.of("Europe/Stockholm")))));
    }

    @Test
    void shouldTakeTheLongestNamesAndTopics() {
        String name = "n".repeat(100);
        Pipeline pipeline = PipelineReader.read(
                "p.yaml", """
                sources: {s: {topic: %s, partitioned_by: id, timestamp: {field: at, unit: millis}}}
                streams: {%s: {from: s, to: %s}}
                features: {g: {from: %s, key: id, window: 1m, to: %s, columns: {n: {count: events}}}}
                """.formatted("a".repeat(245), name, "b".repeat(249), name, "c".repeat(244)));
        assertThat(pipeline.sources().get(0).deadLetterTopic()).hasSize(249);
        assertThat(pipeline.features().get(0).lateTopic()).hasSize(249);
    }

    @Test
    void shouldFollowAFieldThroughManyStreams() {
        var yaml = new StringBuilder("""
                sources: {s0: {topic: s0, partitioned_by: id, timestamp: {field: at, unit: millis}}}
                features: {g: {from: s999, key: place.region, window: 1m, to: g, columns: {n: {count: events}}}}
                streams:
                  s1: {from: s0, enrich: {geo: {field: ip}}, select: {place: geo}, to: s1}
                """);
        for (int i = 2; i < 1000; i++) {
            yaml.append("  s%d: {from: s%d, select: {place: place}, to: s%d}\n".formatted(i, i - 1, i));
        }
        assertThat(PipelineReader.read("p.yaml", yaml.toString()).streams()).hasSize(999);
    }

    private static FeatureGroup group(Pipeline pipeline, String name) {
        return pipeline.features().stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** @param columns indented by two spaces */
    private static FeatureGroup group(String columns) {
        return group("1m", "", columns);
    }

    private static FeatureGroup group(String window, String settings, String columns) {
        return PipelineReader.read("p.yaml", """
                        sources: {s: {topic: s, partitioned_by: id, timestamp: {field: at, unit: millis}}}
                        features: {g: {from: s, key: all, window: %s, %s to: g, columns: {
                        %s}}}
                        """.formatted(window, settings, columns.replace("}\n", "},\n")))
                .features()
                .get(0);
    }

    private static FieldPath field(String path) {
        return FieldPath.parse(path);
    }

    private static FieldValue.Text text(String text) {
        return new FieldValue.Text(text);
    }

    private static Filter where(String field, FieldValue.Scalar value) {
        return new Filter(List.of(new Condition(field(field), List.of(value))));
    }
}
