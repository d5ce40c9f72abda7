// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.event.RegisteredSchema;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The change feed of a table of orders, as Debezium lays it out, against what plain code sums up of the changes: in JSON as Kafka
 * Connect's own converter writes it, and in Avro as its converter for that does.
 */
class ChangeFeedTest {

    private static final long START_MICROS = 1_767_225_600_000_000L;
    private static final int CHANGES = 60;

    private static final String PIPELINE = """
            engine: %s
            sources:
              orders:
                topic: shop.public.orders
                format: %s
                unwrap: debezium
                numbers: %s
                partitioned_by: id
                key_format: json
                timestamp: {field: placed_at, unit: micros}
            features:
              spend:
                from: orders
                key: customer
                window: 1d
                to: spend
                columns:
                  placed: {sum: total, where: {__op: [c, r]}}
                  became: {sum: total, where: {__op: u}}
                  was: {sum: __before.total, where: {__op: u}}
                  deleted: {sum: total, where: {__deleted: true}}
                  changes: {count: events}
                  lsn: {max: __source.lsn}
                  weight: {sum: weight}
            """;

    /** @param total has more digits than a double, or all that follow would be easier */
    private record Order(int id, String customer, BigDecimal total, long placedAt) {}

    private record Change(String op, Order before, Order after, long lsn) {

        Order row() {
            return after == null ? before : after;
        }
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "micro-batch, json, schema",
        "per-event, json, schema",
        "micro-batch, json, string",
        "micro-batch, avro, schema",
        "per-event, avro, schema"
    })
    void shouldSumUpChangesToTheLastDigit(String engine, String format, String decimals) throws IOException {
        String yaml = PIPELINE.formatted(engine, format, decimals.equals("string") ? "lenient" : "strict");
        List<Change> changes = changes(new Random(29));
        try (var pipeline = new TestPipeline(
                yaml, folder, id -> Optional.of(new RegisteredSchema("AVRO", Avro.ENVELOPE.toString(), Map.of())))) {
            for (Change change : changes) {
                byte[] value = format.equals("avro")
                        ? Avro.written(change)
                        : Connect.written(change, decimals.equals("schema"));
                pipeline.send("shop.public.orders", new TestRecord<>(Connect.key(change.row().id), value));
                if (change.after == null) {
                    pipeline.send("shop.public.orders", new TestRecord<>(Connect.key(change.row().id), (byte[]) null));
                }
            }

            assertThat(pipeline.values("shop.public.orders-dlq")).isEmpty();
            Map<String, String> rows = new TreeMap<>();
            for (String row : pipeline.values("spend")) {
                String[] parts = row.split("\"window_start\":\\d+,\"window_end\":\\d+,");
                rows.put(parts[0].substring(1), parts[1]);
            }
            assertThat(rows).isEqualTo(truth(changes));
            long deletions = changes.stream().filter(each -> each.after == null).count();
            assertThat(pipeline.counted("penstock.events.empty", "source", "orders"))
                    .isEqualTo(deletions);
            assertThat(pipeline.counted("penstock.events", "source", "orders")).isEqualTo(CHANGES + deletions);
        }
    }

    private static List<Change> changes(Random random) {
        Map<Integer, Order> table = new TreeMap<>();
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
            BigDecimal total = new BigDecimal(new BigInteger(60, random).subtract(BigInteger.TWO.pow(58)), 2);
            var before = table.isEmpty() || random.nextInt(3) == 0
                    ? null
                    : List.copyOf(table.values()).get(random.nextInt(table.size()));
            var after = before == null
                    ? new Order(i, "customer-" + i % 4, total, START_MICROS + i * 1_000_001L)
                    : random.nextInt(3) == 0 ? null : new Order(before.id, before.customer, total, before.placedAt);
            changes.add(new Change(
                    before == null ? i < 5 ? "r" : "c" : after == null ? "d" : "u", before, after, 1_000 + i));
            if (after == null) {
                table.remove(before.id);
            } else {
                table.put(after.id, after);
            }
        }
        return changes;
    }

    private static Map<String, String> truth(List<Change> changes) {
        return changes.stream()
                .collect(Collectors.groupingBy(
                        change -> "\"customer\":\"" + change.row().customer + "\",",
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), ChangeFeedTest::truthOfCustomer)));
    }

    private static String truthOfCustomer(List<Change> changes) {
        BigDecimal placed = BigDecimal.ZERO;
        BigDecimal became = BigDecimal.ZERO;
        BigDecimal was = BigDecimal.ZERO;
        BigDecimal deleted = BigDecimal.ZERO;
        for (Change change : changes) {
            switch (change.op) {
                case "c", "r" -> placed = placed.add(change.after.total);
                case "u" -> {
                    became = became.add(change.after.total);
                    was = was.add(change.before.total);
                }
                default -> deleted = deleted.add(change.before.total);
            }
        }
        return "\"placed\":%s,\"became\":%s,\"was\":%s,\"deleted\":%s,\"changes\":%d,\"lsn\":%d,\"weight\":%s}"
                .formatted(
                        plain(placed),
                        plain(became),
                        plain(was),
                        plain(deleted),
                        changes.size(),
                        changes.get(changes.size() - 1).lsn,
                        plain(new BigDecimal("1.5").multiply(BigDecimal.valueOf(changes.size()))));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** By way of Kafka Connect's JSON converter. */
    private static final class Connect {

        private static final Schema VARIABLE = SchemaBuilder.struct()
                .name("io.debezium.data.VariableScaleDecimal")
                .field("scale", Schema.INT32_SCHEMA)
                .field("value", Schema.BYTES_SCHEMA)
                .optional()
                .build();

        private static Schema row(boolean decimals) {
            return SchemaBuilder.struct()
                    .name("shop.public.orders.Value")
                    .field("id", Schema.INT32_SCHEMA)
                    .field("customer", Schema.STRING_SCHEMA)
                    .field("total", decimals ? Decimal.builder(2).optional().build() : Schema.STRING_SCHEMA)
                    .field("weight", decimals ? VARIABLE : Schema.STRING_SCHEMA)
                    .field(
                            "placed_at",
                            SchemaBuilder.int64()
                                    .name("io.debezium.time.MicroTimestamp")
                                    .build())
                    .optional()
                    .build();
        }

        static byte[] written(Change change, boolean decimals) {
            Schema row = row(decimals);
            Schema source = SchemaBuilder.struct()
                    .field("table", Schema.STRING_SCHEMA)
                    .field("lsn", Schema.OPTIONAL_INT64_SCHEMA)
                    .build();
            Schema envelope = SchemaBuilder.struct()
                    .name("shop.public.orders.Envelope")
                    .field("before", row)
                    .field("after", row)
                    .field("source", source)
                    .field("op", Schema.STRING_SCHEMA)
                    .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
                    .build();
            var value = new Struct(envelope)
                    .put("before", row(row, change.before, decimals))
                    .put("after", row(row, change.after, decimals))
                    .put("source", new Struct(source).put("table", "orders").put("lsn", change.lsn))
                    .put("op", change.op)
                    .put("ts_ms", 5L);
            return converted(envelope, value, decimals, false);
        }

        private static Struct row(Schema schema, Order order, boolean decimals) {
            if (order == null) {
                return null;
            }
            var weight = new Struct(VARIABLE).put("scale", 1).put("value", new byte[] {15});
            return new Struct(schema)
                    .put("id", order.id)
                    .put("customer", order.customer)
                    .put("total", decimals ? order.total : order.total.toPlainString())
                    .put("weight", decimals ? weight : "1.5")
                    .put("placed_at", order.placedAt);
        }

        static byte[] key(int id) {
            Schema schema =
                    SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
            return converted(schema, new Struct(schema).put("id", id), true, true);
        }

        private static byte[] converted(Schema schema, Struct value, boolean withSchema, boolean isKey) {
            try (var converter = new JsonConverter()) {
                converter.configure(Map.of("schemas.enable", withSchema), isKey);
                return converter.fromConnectData("shop.public.orders", schema, value);
            }
        }
    }

    /** As Kafka Connect's converters for Avro write it: optional records, and names of Connect beside Avro's types. */
    private static final class Avro {

        static final org.apache.avro.Schema ENVELOPE = new org.apache.avro.Schema.Parser().parse("""
                {"type": "record", "name": "Envelope", "namespace": "shop.public.orders", "fields": [
                  {"name": "before", "default": null, "type": ["null", {"type": "record", "name": "Value", "fields": [
                    {"name": "id", "type": "int"},
                    {"name": "customer", "type": "string"},
                    {"name": "total", "default": null, "type": ["null", {"type": "bytes", "scale": 2, "precision": 20,
                      "connect.version": 1, "connect.parameters": {"scale": "2", "connect.decimal.precision": "20"},
                      "connect.name": "org.apache.kafka.connect.data.Decimal", "logicalType": "decimal"}]},
                    {"name": "weight", "default": null, "type": ["null", {"type": "record", "name": "VariableScaleDecimal",
                      "namespace": "io.debezium.data", "connect.name": "io.debezium.data.VariableScaleDecimal", "fields": [
                        {"name": "scale", "type": "int"}, {"name": "value", "type": "bytes"}]}]},
                    {"name": "placed_at", "type": {"type": "long", "connect.version": 1,
                      "connect.name": "io.debezium.time.MicroTimestamp"}}]}]},
                  {"name": "after", "default": null, "type": ["null", "Value"]},
                  {"name": "source", "type": {"type": "record", "name": "Source", "fields": [
                    {"name": "table", "type": "string"}, {"name": "lsn", "default": null, "type": ["null", "long"]}]}},
                  {"name": "op", "type": "string"},
                  {"name": "ts_ms", "default": null, "type": ["null", "long"]}]}""");

        static byte[] written(Change change) throws IOException {
            var source = new GenericData.Record(ENVELOPE.getField("source").schema());
            source.put("table", "orders");
            source.put("lsn", change.lsn);
            var envelope = new GenericData.Record(ENVELOPE);
            envelope.put("before", row(change.before));
            envelope.put("after", row(change.after));
            envelope.put("source", source);
            envelope.put("op", change.op);
            envelope.put("ts_ms", 5L);
            var out = new ByteArrayOutputStream();
            out.write(new byte[] {0, 0, 0, 0, 7});
            var encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(ENVELOPE).write(envelope, encoder);
            encoder.flush();
            return out.toByteArray();
        }

        private static GenericRecord row(Order order) {
            if (order == null) {
                return null;
            }
            org.apache.avro.Schema schema =
                    ENVELOPE.getField("before").schema().getTypes().get(1);
            org.apache.avro.Schema decimal =
                    schema.getField("total").schema().getTypes().get(1);
            var weight = new GenericData.Record(
                    schema.getField("weight").schema().getTypes().get(1));
            weight.put("scale", 1);
            weight.put("value", ByteBuffer.wrap(new byte[] {15}));
            var row = new GenericData.Record(schema);
            row.put("id", order.id);
            row.put("customer", order.customer);
            row.put(
                    "total",
                    new Conversions.DecimalConversion().toBytes(order.total, decimal, LogicalTypes.decimal(20, 2)));
            row.put("weight", weight);
            row.put("placed_at", order.placedAt);
            return row;
        }
    }
}
