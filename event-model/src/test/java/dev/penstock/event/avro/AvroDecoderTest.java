// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;
import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.Projection;
import dev.penstock.event.ValueDecoder.Memory;
import dev.penstock.event.json.FieldTree;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** What is written by Avro's own library is read, whatever the schema, as if it had come as JSON. */
class AvroDecoderTest {

    private static final ObjectMapper JACKSON = new ObjectMapper();

    /** Every type there is, in every place, and a record that holds itself. */
    private static final Schema ALL = new Schema.Parser().parse("""
            {"type": "record", "name": "All", "namespace": "t", "fields": [
              {"name": "n", "type": "null"},
              {"name": "b", "type": "boolean"},
              {"name": "i", "type": "int"},
              {"name": "l", "type": {"type": "long", "logicalType": "timestamp-micros"}},
              {"name": "f", "type": "float"},
              {"name": "d", "type": "double"},
              {"name": "s", "type": "string"},
              {"name": "y", "type": "bytes"},
              {"name": "e", "type": {"type": "enum", "name": "E", "symbols": ["ONE", "TWO", "THREE"]}},
              {"name": "x", "type": {"type": "fixed", "name": "X", "size": 3}},
              {"name": "p", "type": {"type": "bytes", "logicalType": "decimal", "precision": 40, "scale": 4}},
              {"name": "o", "type": ["null", "string", "long", {"type": "array", "items": "int"}]},
              {"name": "m", "type": {"type": "map", "values": ["null", "double", "string"]}},
              {"name": "a", "type": {"type": "array", "items": {"type": "record", "name": "Item", "fields": [
                 {"name": "id", "type": "string"}, {"name": "k", "type": {"type": "array", "items": "null"}}]}}},
              {"name": "r", "type": ["null", "All"]},
              {"name": "q", "type": {"type": "record", "name": "Q", "fields": [
                 {"name": "u", "type": ["null", {"type": "record", "name": "U", "fields": [
                    {"name": "v", "type": "long"}, {"name": "w", "type": "string"}]}]}]}}
            ]}""");

    private static final List<FieldPath> PATHS = List.of(
                    "b", "i", "l", "f", "d", "s", "y", "e", "x", "p", "o", "m", "a", "r.s", "r.r.i", "q.u", "q.u.v",
                    "q.u.w", "q.none", "none", "s.none", "n")
            .stream()
            .map(FieldPath::parse)
            .toList();

    private static final Projection PROJECTION = Projection.of(PATHS);
    private static final AvroDecoder DECODER = new AvroDecoder(ALL, PROJECTION, DecodeLimits.DEFAULT, true);

    @Property(tries = 300)
    void shouldReadWhatAvroWrites(@ForAll long seed) throws IOException {
        var record = random(seed);
        FieldsBuffer fields = newFields();

        assertThat(DECODER.decodeInto(written(record), 0, null, fields, Memory.NONE))
                .isNull();

        JsonNode expected = json(ALL, record);
        assertThat(JACKSON.readTree(fields.json())).isEqualTo(JACKSON.readTree(expected.toString()));
        for (FieldPath path : PATHS) {
            JsonNode value = expected.at("/" + String.join("/", path.segments()));
            assertThat(fields.isPresent(PROJECTION.slot(path))).as("%s", path).isEqualTo(!value.isMissingNode());
            if (!value.isMissingNode()) {
                byte[] verbatim = fields.verbatim(PROJECTION.slot(path)).orElseThrow();
                assertThat(JACKSON.readTree(verbatim)).as("%s", path).isEqualTo(JACKSON.readTree(value.toString()));
            }
        }
    }

    @Property(tries = 2_000)
    void shouldSayOfOtherBytesThatTheyAreNone(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int changes)
            throws IOException {
        var random = new Random(seed);
        byte[] value = written(random(seed));
        for (int i = 0; i < changes; i++) {
            value[random.nextInt(value.length)] = (byte) random.nextInt();
        }
        value = Arrays.copyOf(value, random.nextInt(value.length + 1));
        FieldsBuffer fields = newFields();

        BadEvent bad = DECODER.decodeInto(value, 0, null, fields, Memory.NONE);

        if (bad == null) {
            assertThat(JACKSON.readTree(fields.json()).isObject()).isTrue();
        } else {
            assertThat(bad.reason())
                    .isIn(Reason.NOT_OF_ITS_SCHEMA, Reason.BROKEN_UTF8, Reason.TOO_DEEP, Reason.TOO_LONG);
        }
        assertThat(fields.original()).isSameAs(value);
    }

    @Test
    void shouldKeepAllDigitsOfDecimals() throws IOException {
        assertThat(decimal("12345678901234567890.1234")).isEqualTo("12345678901234567890.1234");
        assertThat(decimal("-0.0001")).isEqualTo("-0.0001");
        assertThat(decimal("0.0000")).isEqualTo("0.0000");
    }

    private static String decimal(String value) throws IOException {
        Schema schema = record(
                "\"v\", \"type\": {\"type\": \"bytes\", \"logicalType\": \"decimal\", \"precision\": 40, \"scale\": 4}");
        var unscaled = ByteBuffer.wrap(new BigDecimal(value).unscaledValue().toByteArray());
        Fields fields =
                read(schema, new GenericRecordBuilder(schema).set("v", unscaled).build());
        return ((FieldValue.Number) fields.get(0)).literal();
    }

    @Test
    void shouldReadUuidsOfBothForms() throws IOException {
        Schema text = record("\"v\", \"type\": {\"type\": \"string\", \"logicalType\": \"uuid\"}");
        Schema bytes = record(
                "\"v\", \"type\": {\"type\": \"fixed\", \"name\": \"U\", \"size\": 16, \"logicalType\": \"uuid\"}");
        var uuid = java.util.UUID.fromString("6f1c2d3e-0001-4abc-8def-0123456789ab");
        var fixed = new GenericData.Fixed(
                bytes.getField("v").schema(),
                ByteBuffer.allocate(16)
                        .putLong(uuid.getMostSignificantBits())
                        .putLong(uuid.getLeastSignificantBits())
                        .array());

        assertThat(read(
                                text,
                                new GenericRecordBuilder(text)
                                        .set("v", uuid.toString())
                                        .build())
                        .text(0))
                .isEqualTo(uuid.toString());
        assertThat(read(bytes, new GenericRecordBuilder(bytes).set("v", fixed).build())
                        .text(0))
                .isEqualTo(uuid.toString());
    }

    @Test
    void shouldEscapeWhatJsonEscapes() throws IOException {
        Schema schema = record("\"v\", \"type\": \"string\"");
        String text = "quote \" backslash \\ newline \n zero \0 emoji \uD83D\uDE00";

        Fields fields =
                read(schema, new GenericRecordBuilder(schema).set("v", text).build());

        assertThat(fields.text(0)).isEqualTo(text);
        assertThat(JACKSON.readTree(fields.verbatim(0).orElseThrow()).textValue())
                .isEqualTo(text);
    }

    @Test
    void shouldTakeNumbersThatAreNotFiniteForUnusable() throws IOException {
        Schema schema = record("\"v\", \"type\": [\"null\", \"double\"]");

        Fields fields = read(
                schema, new GenericRecordBuilder(schema).set("v", Double.NaN).build());

        assertThat(fields.get(0)).isEqualTo(FieldValue.UNUSABLE_NUMBER);
    }

    @Test
    void shouldRefuseWhatIsLeftBehindTheValue() throws IOException {
        Schema schema = record("\"v\", \"type\": \"string\"");
        byte[] value = written(new GenericRecordBuilder(schema).set("v", "a").build());

        BadEvent bad =
                decoder(schema).decodeInto(Arrays.copyOf(value, value.length + 2), 0, null, newFields(), Memory.NONE);

        assertThat(bad).isEqualTo(new BadEvent(Reason.NOT_OF_ITS_SCHEMA, "2 bytes behind the value (at byte 2)"));
    }

    @Test
    void shouldKeepWhatIsTooLongForItsDeadLetter() throws IOException {
        Schema schema = record("\"v\", \"type\": \"string\"");
        byte[] before = written(new GenericRecordBuilder(schema).set("v", "a").build());
        byte[] tooLong =
                written(new GenericRecordBuilder(schema).set("v", "12345678").build());
        var decoder = new AvroDecoder(schema, PROJECTION, new DecodeLimits(8, 8, 8), true);
        FieldsBuffer fields = newFields();
        assertThat(decoder.decodeInto(before, 0, null, fields, Memory.NONE)).isNull();

        BadEvent bad = decoder.decodeInto(tooLong, 0, null, fields, Memory.NONE);

        assertThat(bad).isEqualTo(new BadEvent(Reason.TOO_LONG, "9 bytes, at most 8 are taken"));
        assertThat(fields.original()).isSameAs(tooLong);
    }

    @Test
    void shouldNotCountItemsThatHaveNoBytes() {
        Schema schema = record("\"v\", \"type\": {\"type\": \"array\", \"items\": \"null\"}");
        byte[] endless = {-2, -1, -1, -1, -1, -1, -1, -1, -1, 1, 0};

        BadEvent skipped = new AvroDecoder(
                        schema, Projection.of(List.of(FieldPath.parse("x"))), DecodeLimits.DEFAULT, false)
                .decodeInto(endless, 0, null, newFields(), Memory.NONE);
        BadEvent read = decoder(schema).decodeInto(endless, 0, null, newFields(), Memory.NONE);

        assertThat(skipped).isNull();
        assertThat(read.reason()).isEqualTo(Reason.TOO_LONG);
    }

    private static Schema record(String field) {
        return new Schema.Parser()
                .parse("{\"type\": \"record\", \"name\": \"R\", \"fields\": [{\"name\": " + field + "}]}");
    }

    private static AvroDecoder decoder(Schema schema) {
        return new AvroDecoder(schema, Projection.of(List.of(FieldPath.parse("v"))), DecodeLimits.DEFAULT, true);
    }

    private static Fields read(Schema schema, Object record) throws IOException {
        FieldsBuffer fields = newFields();
        assertThat(decoder(schema).decodeInto(written(record), 0, null, fields, Memory.NONE))
                .isNull();
        return fields;
    }

    private static FieldsBuffer newFields() {
        return new FieldsBuffer(FieldTree.of(PROJECTION).count(), 1_000, false);
    }

    private static GenericRecord random(long seed) {
        return (GenericRecord) new RandomData(ALL, 1, seed).iterator().next();
    }

    private static byte[] written(Object record) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(((GenericRecord) record).getSchema()).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    /** The value as it is to look as JSON, made by Jackson of what Avro's library holds. */
    private static JsonNode json(Schema schema, Object value) {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        if (value == null) {
            return factory.nullNode();
        } else if (schema.getType() == Schema.Type.UNION) {
            return json(schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), value);
        } else if (value instanceof GenericRecord record) {
            var node = factory.objectNode();
            schema.getFields().forEach(field -> node.set(field.name(), json(field.schema(), record.get(field.pos()))));
            return node;
        } else if (value instanceof Map<?, ?> map) {
            var node = factory.objectNode();
            map.forEach((name, item) -> node.set(name.toString(), json(schema.getValueType(), item)));
            return node;
        } else if (value instanceof Collection<?> items) {
            var node = factory.arrayNode();
            items.forEach(item -> node.add(json(schema.getElementType(), item)));
            return node;
        } else if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            // Bytes of length zero hold no number.
            return ((ByteBuffer) value).remaining() == 0
                    ? factory.nullNode()
                    : DecimalNode.valueOf(
                            new Conversions.DecimalConversion().fromBytes((ByteBuffer) value, schema, decimal));
        } else if (value instanceof ByteBuffer bytes) {
            return factory.binaryNode(bytes.array());
        } else if (value instanceof GenericFixed fixed) {
            return factory.binaryNode(fixed.bytes());
        } else if (value instanceof CharSequence || value instanceof GenericEnumSymbol<?>) {
            return factory.textNode(value.toString());
        }
        return JACKSON.valueToTree(value);
    }
}
