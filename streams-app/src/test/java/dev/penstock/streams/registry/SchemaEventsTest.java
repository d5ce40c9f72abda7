// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.registry;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import dev.penstock.event.RegisteredSchema;
import dev.penstock.event.SchemaId;
import dev.penstock.event.SchemaRegistry;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.event.protobuf.schema.ProtoFiles;
import dev.penstock.streams.topology.TestPipeline;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Events in Avro and Protobuf do what the same events do as JSON. */
class SchemaEventsTest {

    private static final int AVRO = 77;
    private static final int PROTOBUF = 78;

    private static final Schema ORDER = new Schema.Parser().parse("""
            {"type": "record", "name": "Order", "fields": [
              {"name": "id", "type": "long"},
              {"name": "customer", "type": "string"},
              {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
              {"name": "total", "type": {"type": "bytes", "logicalType": "decimal", "precision": 12, "scale": 2}},
              {"name": "weight", "type": ["null", "double"]},
              {"name": "status", "type": {"type": "enum", "name": "Status", "symbols": ["NEW", "PAID"]}},
              {"name": "address", "type": {"type": "record", "name": "Address", "fields": [
                 {"name": "country", "type": ["null", "string"]}, {"name": "lines", "type": {"type": "array", "items": "string"}}]}},
              {"name": "tags", "type": {"type": "map", "values": "string"}}
            ]}""");

    private static final String ORDER_PROTO = """
            syntax = "proto3";
            import "confluent/type/decimal.proto";
            message Order {
              int64 id = 1;
              string customer = 2;
              int64 at = 3;
              confluent.type.Decimal total = 4;
              optional double weight = 5;
              enum Status { NEW = 0; PAID = 1; }
              Status status = 6;
              message Address { optional string country = 1; repeated string lines = 2; }
              Address address = 7;
              map<string, string> tags = 8;
            }
            """;

    private static final Descriptor ORDER_MESSAGE =
            ProtoFiles.descriptor(protobuf()).findMessageTypeByName("Order");

    private static final String PIPELINE = """
            engine: %s
            sources:
              orders: {topic: orders, format: %s, partitioned_by: customer, timestamp: {field: at, unit: micros}}
            streams:
              paid: {from: orders, where: {status: PAID}, to: paid}
              short: {from: orders, select: {who: customer, where: address, tags: tags}, to: short}
            features:
              by_customer:
                from: orders
                key: customer
                window: 1m
                to: by-customer
                columns:
                  orders: {count: events}
                  spend: {sum: total}
                  mean: {avg: weight}
                  heaviest: {max: weight}
                  statuses: {distinct: status}
                  last_campaign: {last: tags.campaign}
              by_country:
                from: orders
                key: address.country
                window: 1h
                to: by-country
                columns: {orders: {count: events}, customers: {distinct: customer}}
            """;

    private static final SchemaRegistry REGISTRY =
            name -> switch (name instanceof SchemaId.Number number ? (int) number.id() : -1) {
                case AVRO -> Optional.of(new RegisteredSchema("AVRO", ORDER.toString(), Map.of()));
                case PROTOBUF -> Optional.of(protobuf());
                default -> Optional.empty();
            };

    private static final long START_MICROS = 1_767_268_000_000_000L;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"micro-batch, avro", "micro-batch, protobuf", "per-event, avro", "per-event, protobuf"})
    void shouldGiveTheSameRowsAndStreamsAsJson(String engine, String format) throws IOException {
        boolean isAvro = format.equals("avro");
        try (var other = new TestPipeline(PIPELINE.formatted(engine, format), folder.resolve("other"), REGISTRY);
                var json = new TestPipeline(PIPELINE.formatted(engine, "json"), folder.resolve("json"))) {
            for (int i = 0; i < 40; i++) {
                GenericRecord order = order(i);
                String key = order.get("customer").toString();
                byte[] value = isAvro ? written(AVRO, order) : asProtobuf(order);
                other.send("orders", new TestRecord<>(key.getBytes(UTF_8), value));
                json.send("orders", key, asJson(order, isAvro));
            }

            for (String topic : List.of("by-customer", "by-country", "paid", "short")) {
                List<String> expected = json.values(topic);
                assertThat(expected).as(topic).isNotEmpty();
                assertThat(other.values(topic)).as(topic).isEqualTo(expected);
            }
            assertThat(other.read("orders-dlq")).isEmpty();
        }
    }

    @Test
    void shouldSetAsideWhatCantBeReadWithAReasonOfItsOwn() throws IOException {
        try (var pipeline = new TestPipeline(PIPELINE.formatted("micro-batch", "avro"), folder, REGISTRY)) {
            byte[] good = written(AVRO, order(0));
            byte[] cut = Arrays.copyOf(good, good.length - 3);
            for (byte[] value : List.of("{}".getBytes(UTF_8), written(5, order(0)), cut)) {
                pipeline.send("orders", new TestRecord<>("customer-0".getBytes(UTF_8), value));
            }

            var letters = pipeline.read("orders-dlq");

            assertThat(letters).extracting(letter -> letter.value().length).containsExactly(2, good.length, cut.length);
            assertThat(letters)
                    .extracting(SchemaEventsTest::message)
                    .satisfiesExactly(
                            first -> assertThat(first).startsWith("no_schema_id: starts with byte 0x7b"),
                            second -> assertThat(second).isEqualTo("unknown_schema: the registry has no schema 5"),
                            third -> assertThat(third)
                                    .isEqualTo("not_of_its_schema: the value ends too early (at byte 48)"));
        }
    }

    @Test
    void shouldReadRecordsWhoseSchemaIsNamedInAHeader() throws IOException {
        try (var pipeline = new TestPipeline(PIPELINE.formatted("micro-batch", "avro"), folder, REGISTRY)) {
            byte[] framed = written(AVRO, order(1));
            byte[] bare = Arrays.copyOfRange(framed, 5, framed.length);
            var headers = new RecordHeaders()
                    .add(
                            "apicurio.value.contentId",
                            ByteBuffer.allocate(8).putLong(AVRO).array());
            pipeline.send("orders", new TestRecord<>("customer-1".getBytes(UTF_8), bare, headers));

            assertThat(pipeline.values("paid")).containsExactly(asJson(order(1), true));
        }
    }

    @Test
    void shouldReadRecordsOfASchemaThatStandsInAFile() throws IOException {
        Path schema = Files.writeString(folder.resolve("order.proto"), ORDER_PROTO);
        String yaml = PIPELINE.formatted("micro-batch", "protobuf, schema: \"" + schema + "#Order\"");
        try (var pipeline = new TestPipeline(yaml, folder)) {
            byte[] framed = asProtobuf(order(1));
            byte[] bare = Arrays.copyOfRange(framed, 6, framed.length);
            pipeline.send("orders", new TestRecord<>("customer-1".getBytes(UTF_8), bare));

            assertThat(pipeline.values("paid")).containsExactly(asJson(order(1), false));
            assertThat(pipeline.read("orders-dlq")).isEmpty();
        }
    }

    @Test
    void shouldHoldThePipelineAgainstTheNewestSchemaOfItsTopic() {
        Pipeline pipeline = PipelineReader.read(
                "test.yaml", PIPELINE.formatted("micro-batch", "avro").replace("{sum: total}", "{sum: totl}"));

        assertThat(SchemaFinding.ofRegistry(
                        pipeline,
                        id -> id.equals(new SchemaId.Newest("orders-value"))
                                ? REGISTRY.find(new SchemaId.Number(AVRO))
                                : Optional.empty()))
                .containsExactly(new SchemaFinding(
                        false, "source 'orders': subject 'orders-value': no field 'totl'; did you mean 'total'?"));
        assertThat(SchemaFinding.ofRegistry(pipeline, id -> Optional.empty())).isEmpty();
    }

    private static String message(TestRecord<byte[], byte[]> letter) {
        return new String(
                letter.headers().lastHeader("__streams.errors.message").value(), UTF_8);
    }

    private static GenericRecord order(int i) {
        var address = new GenericData.Record(ORDER.getField("address").schema());
        address.put(
                "country",
                i % 7 == 0 ? null : List.of("SE", "NO", "de \"x\" \\ \n").get(i % 3));
        address.put("lines", List.of("line " + i, ""));
        var order = new GenericData.Record(ORDER);
        order.put("id", Long.MIN_VALUE + i);
        order.put("customer", "customer-" + i % 5);
        order.put("at", START_MICROS + i * 7_000_001L);
        order.put(
                "total",
                ByteBuffer.wrap(new BigDecimal(i * 1_234 - 9_999).toBigInteger().toByteArray()));
        order.put("weight", i % 4 == 0 ? null : i / 8.0);
        order.put("status", new GenericData.EnumSymbol(ORDER.getField("status").schema(), i % 2 == 0 ? "NEW" : "PAID"));
        order.put("address", address);
        order.put("tags", i % 3 == 0 ? Map.of() : Map.of("campaign", "c" + i % 4));
        return order;
    }

    private static byte[] written(int id, GenericRecord record) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(0);
        bytes.write(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static RegisteredSchema protobuf() {
        return new RegisteredSchema("PROTOBUF", ORDER_PROTO, Map.of());
    }

    /** The same order by Protobuf's own library: the first message of its file. */
    private static byte[] asProtobuf(GenericRecord order) {
        var record = (GenericRecord) order.get("address");
        var address = message("address");
        if (record.get("country") != null) {
            set(address, "country", record.get("country"));
        }
        set(address, "lines", record.get("lines"));
        var message = DynamicMessage.newBuilder(ORDER_MESSAGE);
        for (String name : List.of("id", "customer", "at")) {
            set(message, name, order.get(name));
        }
        if (order.get("weight") != null) {
            set(message, "weight", order.get("weight"));
        }
        set(
                message,
                "status",
                ORDER_MESSAGE
                        .findEnumTypeByName("Status")
                        .findValueByName(order.get("status").toString()));
        var total = message("total");
        set(total, "value", ByteString.copyFrom(((ByteBuffer) order.get("total")).array()));
        set(total, "scale", 2);
        set(message, "total", total.build());
        set(message, "address", address.build());
        ((Map<?, ?>) order.get("tags")).forEach((key, value) -> {
            var tag = message("tags");
            set(tag, "key", key);
            set(tag, "value", value);
            message.addRepeatedField(ORDER_MESSAGE.findFieldByName("tags"), tag.build());
        });
        byte[] bytes = message.build().toByteArray();
        return ByteBuffer.allocate(6 + bytes.length)
                .put((byte) 0)
                .putInt(PROTOBUF)
                .put((byte) 0)
                .put(bytes)
                .array();
    }

    private static DynamicMessage.Builder message(String field) {
        return DynamicMessage.newBuilder(ORDER_MESSAGE.findFieldByName(field).getMessageType());
    }

    private static void set(DynamicMessage.Builder message, String field, Object value) {
        message.setField(message.getDescriptorForType().findFieldByName(field), value);
    }

    /**
     * As somebody writes it who has the same order and JSON.
     *
     * @param withNulls whether what isn't there is null
     */
    private static String asJson(GenericRecord order, boolean withNulls) {
        var address = (GenericRecord) order.get("address");
        var total = new BigDecimal(new java.math.BigInteger(((ByteBuffer) order.get("total")).array()), 2);
        String json = "{\"id\":" + order.get("id") + ",\"customer\":\"" + order.get("customer") + "\",\"at\":"
                + order.get("at")
                + ",\"total\":" + total.toPlainString() + ",\"weight\":" + order.get("weight") + ",\"status\":\""
                + order.get("status") + "\",\"address\":{\"country\":" + text(address.get("country")) + ",\"lines\":["
                + text(((List<?>) address.get("lines")).get(0)) + ",\"\"]},\"tags\":{"
                + ((Map<?, ?>) order.get("tags"))
                        .entrySet().stream()
                                .map(tag -> text(tag.getKey()) + ":" + text(tag.getValue()))
                                .collect(java.util.stream.Collectors.joining(","))
                + "}}";
        return withNulls ? json : json.replace(",\"weight\":null", "").replace("\"country\":null,", "");
    }

    private static String text(Object text) {
        return text == null
                ? "null"
                : "\""
                        + text.toString()
                                .replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\u000a") + "\"";
    }
}
