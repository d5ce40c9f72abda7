// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.event.bytes.JsonBuffer;
import dev.penstock.streams.deadletters.Letter;
import dev.penstock.streams.deadletters.LetterHeaders;
import dev.penstock.streams.geo.GeoResolver;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.streams.test.TestRecord;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Events that lie in envelopes and lists, with either engine. */
@ParameterizedClass
@ValueSource(strings = {"micro-batch", "per-event"})
class EnvelopesTest {

    private static final long T = TestPipeline.NOW.toEpochMilli() - 600_000;

    private static final Schema ORDER = SchemaBuilder.struct()
            .optional()
            .field("id", Schema.INT64_SCHEMA)
            .field("customer", Schema.STRING_SCHEMA)
            .field("amount", Decimal.schema(2))
            .field("parts", SchemaBuilder.array(Decimal.schema(1)).optional().build())
            .build();

    @Parameter
    private String engine;

    @TempDir
    private Path folder;

    /** A change feed as Debezium lays it out, written by Kafka Connect's own converter. */
    @Test
    void shouldTakeTheRowsOfAChangeFeed() {
        for (boolean withSchema : List.of(true, false)) {
            try (var pipeline = pipeline("unwrap: debezium", """
                    streams:
                      rows: {from: s, to: rows}
                    features:
                      g:
                        from: s
                        key: customer
                        window: 1h
                        to: out
                        columns:
                          n: {count: events}
                          placed: {sum: amount, where: {__op: c}}
                          gone: {count: events, where: {__deleted: true}}
                          table: {last: __source.table}
                    """)) {
                pipeline.send("s", change(withSchema, "c", null, order("12.30")));
                pipeline.send("s", change(withSchema, "u", order("12.30"), order("-0.05")));
                pipeline.send("s", change(withSchema, "d", order("-0.05"), null));
                pipeline.send("s", new TestRecord<>("k".getBytes(UTF_8), null));
                pipeline.send("s", change(withSchema, "t", null, null));

                assertThat(pipeline.values("s-dlq")).isEmpty();
                assertThat(pipeline.counted("penstock.events.empty", "source", "s"))
                        .isEqualTo(2);
                String placed = withSchema ? "12.3" : "0";
                assertThat(pipeline.values("out"))
                        .last()
                        .asString()
                        .endsWith("\"n\":3,\"placed\":" + placed + ",\"gone\":1,\"table\":\"orders\"}");
                String amount = withSchema ? "12.30" : "\"BM4=\"";
                String parts = withSchema ? "[0.1,-0.1]" : "[\"AQ==\",\"/w==\"]";
                assertThat(pipeline.values("rows"))
                        .first()
                        .isEqualTo("{\"__op\":\"c\",\"__deleted\":false,\"__ts_ms\":" + T
                                + ",\"__source\":{\"table\":\"orders\",\"ts_ms\":" + T
                                + "},\"id\":7,\"customer\":\"ann\",\"amount\":" + amount + ",\"parts\":" + parts
                                + "}");
            }
        }
    }

    private static Struct order(String amount) {
        return new Struct(ORDER)
                .put("id", 7L)
                .put("customer", "ann")
                .put("amount", new BigDecimal(amount))
                .put("parts", List.of(new BigDecimal("0.1"), new BigDecimal("-0.1")));
    }

    private static TestRecord<byte[], byte[]> change(boolean withSchema, String op, Struct before, Struct after) {
        Schema source = SchemaBuilder.struct()
                .field("table", Schema.STRING_SCHEMA)
                .field("ts_ms", Schema.INT64_SCHEMA)
                .build();
        Schema envelope = SchemaBuilder.struct()
                .field("before", ORDER)
                .field("after", ORDER)
                .field("source", source)
                .field("op", Schema.STRING_SCHEMA)
                .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
                .build();
        var change = new Struct(envelope)
                .put("before", before)
                .put("after", after)
                .put("source", new Struct(source).put("table", "orders").put("ts_ms", T))
                .put("op", op)
                .put("ts_ms", T);
        return new TestRecord<>("k".getBytes(UTF_8), converted(withSchema, envelope, change));
    }

    private static byte[] converted(boolean withSchema, Schema schema, Object value) {
        try (var converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", withSchema), false);
            return converter.fromConnectData("s", schema, value);
        }
    }

    @Test
    void shouldTakeThePayloadOfConnect() {
        try (var pipeline = pipeline("unwrap: connect", """
                features:
                  g: {from: s, key: customer, window: 1h, to: out, columns: {n: {count: events}, total: {sum: amount}}}
                """, "{record: true}")) {
            pipeline.send("s", new TestRecord<>(null, converted(true, ORDER, order("99999999999999999999.99")), at()));
            pipeline.send("s", new TestRecord<>(null, "{\"customer\":\"ann\"}".getBytes(UTF_8), at()));

            assertThat(pipeline.values("out")).singleElement().asString().contains("\"total\":99999999999999999999.99");
            assertThat(pipeline.read("s-dlq")).singleElement().satisfies(letter -> {
                assertThat(letter.value()).asString(UTF_8).isEqualTo("{\"customer\":\"ann\"}");
                assertThat(new String(
                                letter.headers()
                                        .lastHeader("__streams.errors.message")
                                        .value(),
                                UTF_8))
                        .isEqualTo("wrong_shape: 'payload' is missing, expected an object beside 'schema', as Kafka"
                                + " Connect's JSON converter writes it");
            });
        }
    }

    private static Instant at() {
        return Instant.ofEpochMilli(T);
    }

    @Test
    void shouldTakeCloudEventsInBothModes() {
        try (var pipeline = pipeline("unwrap: cloudevents", """
                streams:
                  all: {from: s, to: all}
                """, "{field: ce_time, unit: iso8601}")) {
            String time = "2026-01-01T11:50:00Z";
            pipeline.send("s", "k", """
                    {"specversion":"1.0","id":"1","source":"/shop","type":"placed","time":"%s","datacontenttype":"application/json",
                     "data":{"amount":5}}""".formatted(time));
            pipeline.send("s", "k", """
                    {"specversion":"1.0","id":"2","source":"/shop","type":"placed","time":"%s","data_base64":"%s"}""".formatted(time, Base64.getEncoder().encodeToString("{}".getBytes(UTF_8))));
            pipeline.send("s", "k", """
                    {"specversion":"1.0","id":"3","source":"/shop","type":"placed","time":"%s","data":[1]}""".formatted(time));
            var headers = new RecordHeaders();
            Map.of("specversion", "1.0", "id", "4", "source", "/shop", "type", "a\"b", "subject", "x", "time", time)
                    .forEach((name, value) -> headers.add("ce_" + name, value.getBytes(UTF_8)));
            pipeline.send("s", new TestRecord<>(null, "{ \"amount\":6}".getBytes(UTF_8), headers, 0L));
            pipeline.send("s", "k", "{\"amount\":7}");

            assertThat(pipeline.values("all"))
                    .containsExactly(
                            "{\"ce_id\":\"1\",\"ce_source\":\"/shop\",\"ce_type\":\"placed\",\"ce_time\":\"" + time
                                    + "\",\"amount\":5}",
                            "{\"ce_id\":\"2\",\"ce_source\":\"/shop\",\"ce_type\":\"placed\",\"ce_time\":\"" + time
                                    + "\"}",
                            "{\"ce_id\":\"3\",\"ce_source\":\"/shop\",\"ce_type\":\"placed\",\"ce_time\":\"" + time
                                    + "\",\"data\":[1]}",
                            "{\"ce_id\":\"4\",\"ce_source\":\"/shop\",\"ce_type\":\"a\\\"b\",\"ce_subject\":\"x\",\"ce_time\":\""
                                    + time + "\",\"amount\":6}");
            assertThat(pipeline.values("s-dlq")).containsExactly("{\"amount\":7}");
        }
    }

    @Test
    void shouldKnowTheOtherAttributesThatAreNamed() {
        try (var pipeline = pipeline("unwrap: cloudevents", """
                features:
                  g:
                    from: s
                    key: ce_partitionkey
                    window: 1h
                    to: out
                    columns: {n: {count: events}, version: {last: ce_specversion}, type: {last: ce_datacontenttype}}
                """, "{field: ce_time, unit: iso8601}")) {
            String time = "2026-01-01T11:50:00Z";
            pipeline.send("s", "k", """
                    {"specversion":"1.0","id":"1","source":"/","type":"t","time":"%s","partitionkey":"p","datacontenttype":"a/b"}
                    """.formatted(time));
            var headers = new RecordHeaders().add("content-type", "a/b".getBytes(UTF_8));
            Map.of("specversion", "1.0", "id", "2", "source", "/", "type", "t", "time", time, "partitionkey", "p")
                    .forEach((name, value) -> headers.add("ce_" + name, value.getBytes(UTF_8)));
            pipeline.send("s", new TestRecord<>(null, "{}".getBytes(UTF_8), headers, 0L));

            assertThat(pipeline.values("out"))
                    .last()
                    .asString()
                    .startsWith("{\"ce_partitionkey\":\"p\"")
                    .endsWith("\"n\":2,\"version\":\"1.0\",\"type\":\"a/b\"}");
        }
    }

    /** The connector of MongoDB writes a document as JSON in a text, with the types that JSON lacks in objects. */
    @Test
    void shouldTakeTheDocumentsOfMongo() {
        try (var pipeline = pipeline("unwrap: debezium, numbers: lenient", """
                streams:
                  all: {from: s, to: all}
                features:
                  g: {from: s, key: name, window: 1h, to: out, columns: {total: {sum: total.$numberDecimal}, at: {last: __ts_us}}}
                """)) {
            String document =
                    "{\"_id\":{\"$oid\":\"596e\"},\"name\":\"å \\\"x\\\"\",\"total\":{\"$numberDecimal\":\"12.30\"}}";
            pipeline.send("s", "k", change(document));
            pipeline.send("s", "k", change("null"));
            pipeline.send("s", "k", change("{\"a\":"));

            assertThat(pipeline.values("out")).singleElement().asString().endsWith("\"total\":12.3,\"at\":1001}");
            assertThat(pipeline.values("all"))
                    .containsExactly("{\"__op\":\"c\",\"__deleted\":false,\"__ts_ms\":" + T + ",\"__ts_us\":1001,"
                            + document.substring(1));
            assertThat(pipeline.read("s-dlq"))
                    .extracting(letter -> note(letter, LetterHeaders.MESSAGE).split(":")[0])
                    .containsExactly("wrong_shape", "not_json");
        }
    }

    private static String change(String document) {
        return "{\"after\":" + new String(JsonBuffer.quoted(document), UTF_8) + ",\"op\":\"c\",\"ts_ms\":" + T
                + ",\"ts_us\":1001}";
    }

    @Test
    void shouldMakeAnEventOfEachElementOfAList() {
        try (var pipeline = pipeline("unwrap: body, each: order.items", """
                streams:
                  lines: {from: s, to: lines}
                features:
                  g: {from: s, key: order.items.sku, window: 1h, to: out, columns: {n: {sum: order.items.n}, buyers: {distinct: user}}}
                """)) {
            pipeline.send(
                    "s", "k", wrapped("[{\"sku\":\"a\",\"n\":2}, {\"sku\":\"b\",\"n\":1},{\"sku\":\"a\",\"n\":3}]"));
            pipeline.send("s", "k", wrapped("[]"));
            pipeline.send("s", "k", wrapped("null"));
            pipeline.send("s", "k", wrapped("7"));

            assertThat(pipeline.values("lines"))
                    .containsExactly(
                            line("{\"sku\":\"a\",\"n\":2}"),
                            line("{\"sku\":\"b\",\"n\":1}"),
                            line("{\"sku\":\"a\",\"n\":3}"));
            assertThat(pipeline.values("out"))
                    .map(row -> row.replaceFirst("\"window_start.*?\"n\"", "\"n\""))
                    .contains(
                            "{\"order.items.sku\":\"a\",\"n\":5,\"buyers\":1}",
                            "{\"order.items.sku\":\"b\",\"n\":1,\"buyers\":1}");
            assertThat(pipeline.counted("penstock.events", "source", "s")).isEqualTo(6);
            assertThat(pipeline.counted("penstock.events.empty", "source", "s")).isEqualTo(2);
            assertThat(pipeline.values("s-dlq")).containsExactly(wrapped("7"));
        }
    }

    private static String wrapped(String items) {
        return "{\"body\":" + line(items) + "}";
    }

    private static String line(String items) {
        return "{\"ts\":" + T + ",\"user\":\"u\",\"order\":{\"items\":" + items + "}}";
    }

    /** Also where the records come in runs, and bad ones between good ones. */
    @Test
    void shouldKnowTheRecordOfEachElement() {
        try (var pipeline = pipeline("each: items", """
                features:
                  g: {from: s, key: all, window: 1h, grace: 0s, to: out, columns: {n: {count: events}, last: {last: items}}}
                """)) {
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            for (String value : List.of(
                    elements(T, "1,2"),
                    "[]",
                    elements(T - 3_600_000, "8,9"),
                    elements(T, "[0]"),
                    elements(T + 1, "3"))) {
                records.add(InRuns.record("s", records.size(), T, "k", value, new RecordHeaders()));
            }
            send(pipeline, records);

            assertThat(pipeline.values("out")).last().asString().endsWith("\"n\":4,\"last\":3}");
            assertThat(pipeline.read("out-late")).satisfiesExactly(isOfElement(0), isOfElement(1));
            assertThat(pipeline.read("s-dlq"))
                    .extracting(letter -> new String(
                            letter.headers()
                                    .lastHeader("__streams.errors.offset")
                                    .value(),
                            UTF_8))
                    .containsExactly("1");
        }
    }

    private void send(TestPipeline pipeline, List<ConsumerRecord<byte[], byte[]>> records) {
        (engine.equals("micro-batch")
                        ? InRuns.of(records)
                        : records.stream().map(InRuns::alone).toList())
                .forEach(record -> pipeline.send("s", record));
    }

    private static ThrowingConsumer<TestRecord<byte[], byte[]>> isOfElement(int element) {
        return letter -> {
            assertThat(letter.value()).asString(UTF_8).isEqualTo(elements(T - 3_600_000, "8,9"));
            assertThat(note(letter, LetterHeaders.ELEMENT)).isEqualTo("" + element);
        };
    }

    private static String note(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    /** What was set aside for one element is sent again for that element, however often. */
    @Test
    void shouldTakeOnlyTheElementThatALetterIsAbout() {
        GeoResolver failing = ip -> {
            throw new IllegalStateException("no map of " + ip);
        };
        String yaml = yaml("each: items", """
                streams:
                  located: {from: s, where: {items.at: [0, 2]}, enrich: {geo: {field: items.ip}}, to: located}
                features:
                  g: {from: s, key: items.at, window: 1h, to: out, columns: {n: {count: events}}}
                """, "{field: ts, unit: millis}");
        var letters = new ArrayList<TestRecord<byte[], byte[]>>();
        try (var pipeline = new TestPipeline(yaml, folder.resolve("failing"), TestPipeline.NOW, failing)) {
            String value = elements(T, "{'at':0,'ip':'10.0.0.1'},{'at':1,'ip':'10.0.0.2'},{'at':2,'ip':'10.0.0.3'}");
            send(
                    pipeline,
                    List.of(
                            InRuns.record("s", 0, T, "k", elements(T, ""), new RecordHeaders()),
                            InRuns.record("s", 1, T, "k", value.replace('\'', '"'), new RecordHeaders())));

            letters.addAll(pipeline.read("s-dlq"));
            assertThat(letters)
                    .extracting(letter -> note(letter, LetterHeaders.ELEMENT))
                    .containsExactly("0", "2");
            assertThat(pipeline.values("out")).hasSize(3);
            pipeline.send("s", sentAgain(letters.get(1)));
            assertThat(pipeline.read("s-dlq"))
                    .singleElement()
                    .satisfies(letter ->
                            assertThat(note(letter, LetterHeaders.ELEMENT)).isEqualTo("2"));
            assertThat(pipeline.values("out")).singleElement().asString().contains("\"items.at\":\"2\"", "\"n\":2");
        }
    }

    private static TestRecord<byte[], byte[]> sentAgain(TestRecord<byte[], byte[]> letter) {
        var headers = new RecordHeaders();
        new Letter(new ConsumerRecord<>(
                        "s-dlq",
                        0,
                        0,
                        T,
                        TimestampType.CREATE_TIME,
                        -1,
                        -1,
                        letter.key(),
                        letter.value(),
                        letter.headers(),
                        Optional.empty()))
                .headersToSend()
                .forEach(headers::add);
        return new TestRecord<>(letter.key(), letter.value(), headers, T);
    }

    private static String elements(long time, String elements) {
        return "{\"ts\":" + time + ",\"items\":[" + elements + "]}";
    }

    /** So that a letter that is sent again counts each element once. */
    @Test
    void shouldRefuseARecordAsAWholeWhereOneElementIsBad() {
        try (var pipeline = pipeline("each: items", """
                features:
                  g: {from: s, key: all, window: 1h, to: out, columns: {n: {count: events}}}
                """, "{field: items.at, unit: millis}")) {
            String bad = "{\"items\":[{\"at\":" + T + "},{\"at\":\"soon\"},{\"at\":1}]}";
            String ahead = "{\"items\":[{\"at\":" + T + "},{\"at\":" + (T + 7_200_000) + "}]}";
            pipeline.send("s", "k", bad);
            pipeline.send("s", "k", ahead);
            pipeline.send("s", "k", "{\"items\":[{\"at\":" + T + "},{\"at\":" + (T + 1) + "}]}");

            assertThat(pipeline.values("out")).last().asString().endsWith("\"n\":2}");
            assertThat(pipeline.read("s-dlq"))
                    .map(letter -> new String(letter.value(), UTF_8))
                    .containsExactly(bad, ahead);
        }
    }

    private TestPipeline pipeline(String source, String rest) {
        return pipeline(
                source,
                rest,
                source.startsWith("unwrap: debezium") ? "{field: __ts_ms, unit: millis}" : "{field: ts, unit: millis}");
    }

    private TestPipeline pipeline(String source, String rest, String timestamp) {
        return new TestPipeline(yaml(source, rest, timestamp), folder);
    }

    private String yaml(String source, String rest, String timestamp) {
        return """
                engine: %s
                sources:
                  s: {topic: s, %s, timestamp: %s}
                """.formatted(engine, source, timestamp) + rest;
    }
}
