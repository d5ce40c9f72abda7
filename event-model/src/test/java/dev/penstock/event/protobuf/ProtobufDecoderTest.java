// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.Projection;
import dev.penstock.event.RegisteredSchema;
import dev.penstock.event.ValueDecoder.Memory;
import dev.penstock.event.json.FieldTree;
import dev.penstock.event.protobuf.schema.ProtoFiles;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** What is written by Protobuf's own library is read, whatever the schema, as if it had come as JSON. */
class ProtobufDecoderTest {

    private static final ObjectMapper JACKSON = new ObjectMapper();

    /** Every type in every place, and a message that holds itself. */
    private static final FileDescriptor PROTO3 = file("""
            syntax = "proto3";
            package t;
            import "google/protobuf/struct.proto";
            import "google/protobuf/timestamp.proto";
            import "google/protobuf/duration.proto";
            import "google/protobuf/wrappers.proto";
            import "google/protobuf/any.proto";
            enum E { ZERO = 0; ONE = 1; UNO = 1; MINUS = -1; option allow_alias = true; }
            message All {
              bool b = 1; int32 i32 = 2; int64 i64 = 3; uint32 u32 = 4; uint64 u64 = 5; sint32 s32 = 6; sint64 s64 = 7;
              fixed32 f32 = 8; fixed64 f64 = 9; sfixed32 sf32 = 10; sfixed64 sf64 = 11; float f = 12; double d = 13;
              string s = 14; bytes y = 15; E e = 16;
              optional int64 oi = 17; optional string os = 18; optional E oe = 19;
              repeated int32 ri = 20; repeated sint64 ru = 21 [packed = false]; repeated string rs = 22;
              repeated Item rm = 23; repeated E re = 24; repeated double rd = 3000; int64 last = 536870911;
              map<string, int64> mi = 25; map<int32, Item> mm = 26; map<bool, E> me = 27;
              All r = 28; Item q = 29;
              oneof o { string os1 = 30; int64 os2 = 31; Item os3 = 32; All os4 = 33; }
              google.protobuf.Timestamp at = 34; google.protobuf.Duration took = 35;
              google.protobuf.Struct st = 36; google.protobuf.Value va = 37; google.protobuf.ListValue li = 38;
              google.protobuf.Int64Value w = 39; google.protobuf.StringValue ws = 40; google.protobuf.DoubleValue wd = 41;
              google.protobuf.Any any = 42;
              message Item { string id = 1; optional double price = 2; repeated uint64 k = 3; map<string, string> attributes = 4; }
            }
            """);

    private static final FileDescriptor PROTO2 = file("""
            syntax = "proto2";
            message Old {
              required int32 a = 1; optional int32 b = 2 [default = -7]; optional string c = 3 [default = "x\\"\\n\\101"];
              optional bytes d = 4 [default = "\\001\\xff"]; optional double e = 5 [default = inf]; optional E f = 6;
              optional E g = 7 [default = TWO]; repeated int64 h = 8; repeated int64 i = 9 [packed = true];
              repeated group Gr = 10 { optional string id = 1; optional Old old = 2; }
              optional group One = 11 { optional string id = 1; optional bool flag = 2 [default = true]; }
              map<string, Old> m = 12; optional Old r = 13; optional uint64 u = 14 [default = 18446744073709551615];
              extensions 100 to max;
            }
            enum E { NONE = 3; TWO = 2; }
            """);

    private static final Reading THREE = new Reading(
            PROTO3,
            "b i32 i64 u32 u64 s32 s64 f32 f64 sf32 sf64 f d s y e oi os oe ri ru rs rm re rd mi mi.a mi.b mm mm.1 mm.1.id"
                    + " mm.-1.price me.true me.false r.s r.r.i64 r.q.id q q.id q.price q.attributes.a os1 os2 os3.id os4.e"
                    + " at at.seconds took last st st.a st.a.b va va.a va.a.b.c li w ws w.value wd any any.type_url s.none none");

    private static final Reading TWO = new Reading(
            PROTO2, "a b c d e f g h i gr gr.id one one.id one.flag m m.a.b m.b r.a r.b r.one.flag u r.r.r.c");

    /** A schema of which some fields are read. */
    private static final class Reading {

        private final Descriptor type;
        private final List<FieldPath> paths;
        private final Projection projection;
        private final ProtobufDecoder decoder;

        Reading(FileDescriptor file, String paths) {
            this.type = file.getMessageTypes().get(0);
            this.paths = Arrays.stream(paths.split(" ")).map(FieldPath::parse).toList();
            this.projection = Projection.of(this.paths);
            this.decoder = new ProtobufDecoder(file, "", projection, DecodeLimits.DEFAULT, true);
        }

        BadEvent read(byte[] message, FieldsBuffer target) {
            return decoder.decodeInto(firstMessage(message), 0, null, target, Memory.NONE);
        }

        FieldsBuffer newFields() {
            return new FieldsBuffer(FieldTree.of(projection).count(), 1_000, false);
        }
    }

    @Property(tries = 300)
    void shouldReadWhatProtobufWrites(@ForAll long seed) throws IOException {
        for (Reading reading : List.of(THREE, TWO)) {
            byte[] message = random(reading.type, new Random(seed), 3).toByteArray();
            shouldRead(reading, message);
        }
    }

    @Property(tries = 300)
    void shouldPutTogetherWhatComesInParts(@ForAll long seed) throws IOException {
        var random = new Random(seed);
        for (Reading reading : List.of(THREE, TWO)) {
            var parts = new ByteArrayOutputStream();
            for (int i = 0; i < 3; i++) {
                parts.writeBytes(random(reading.type, random, 2).toByteArray());
            }
            shouldRead(reading, parts.toByteArray());
        }
    }

    private static void shouldRead(Reading reading, byte[] message) throws IOException {
        FieldsBuffer fields = reading.newFields();

        assertThat(reading.read(message, fields)).isNull();

        JsonNode expected =
                json(DynamicMessage.newBuilder(reading.type).mergeFrom(message).buildPartial());
        assertThat(JACKSON.readTree(fields.json())).isEqualTo(JACKSON.readTree(expected.toString()));
        for (FieldPath path : reading.paths) {
            if (path.toString().equals("at.seconds") || path.toString().equals("w.value")) {
                continue;
            }
            JsonNode value = expected.at("/" + String.join("/", path.segments()));
            assertThat(fields.isPresent(reading.projection.slot(path)))
                    .as("%s", path)
                    .isEqualTo(!value.isMissingNode());
            if (!value.isMissingNode()) {
                byte[] verbatim = fields.verbatim(reading.projection.slot(path)).orElseThrow();
                assertThat(JACKSON.readTree(verbatim)).as("%s", path).isEqualTo(JACKSON.readTree(value.toString()));
            }
        }
    }

    @Property(tries = 2_000)
    void shouldSayOfOtherBytesThatTheyAreNone(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int changes)
            throws IOException {
        var random = new Random(seed);
        Reading reading = random.nextBoolean() ? THREE : TWO;
        byte[] value = firstMessage(random(reading.type, random, 3).toByteArray());
        for (int i = 0; i < changes; i++) {
            value[random.nextInt(value.length)] = (byte) random.nextInt();
        }
        value = Arrays.copyOf(value, random.nextInt(value.length + 1));
        FieldsBuffer fields = reading.newFields();

        BadEvent bad = reading.decoder.decodeInto(value, 0, null, fields, Memory.NONE);

        if (bad == null) {
            assertThat(JACKSON.readTree(fields.json()).isObject()).isTrue();
        } else {
            assertThat(bad.reason())
                    .isIn(
                            Reason.NOT_OF_ITS_SCHEMA,
                            Reason.UNUSABLE_SCHEMA,
                            Reason.BROKEN_UTF8,
                            Reason.TOO_DEEP,
                            Reason.TOO_LONG);
        }
        assertThat(fields.original()).isSameAs(value);
    }

    @Test
    void shouldRefuseWhatIsNotWrittenAsItsTypeIs() {
        // i32 with more than 32 bits; s as a number; i64 that ends too early; a group that is not closed
        assertThat(bad(0x10, 0x80, 0x80, 0x80, 0x80, 0x20).detail())
                .isEqualTo("the number 8589934592, expected one of 32 bits (at byte 7)");
        assertThat(bad(0x70, 0x01))
                .isEqualTo(new BadEvent(
                        Reason.NOT_OF_ITS_SCHEMA, "wire type 0 of field 14, whose type has another one (at byte 2)"));
        assertThat(bad(0x18, 0x80).detail()).isEqualTo("the value ends too early (at byte 3)");
        assertThat(bad(0xFB, 0x3E, 0x08).detail()).isEqualTo("the value ends too early (at byte 4)");
        assertThat(bad(0x72, 0x01, 0xFF).reason()).isEqualTo(Reason.BROKEN_UTF8);
    }

    @Test
    void shouldReadNumbersThatTheSchemaDoesNotName() {
        FieldsBuffer fields = THREE.newFields();

        assertThat(THREE.read(bytes(0x80, 0x01, 0x2A), fields)).isNull();

        assertThat(fields.get(THREE.projection.slot(FieldPath.parse("e"))))
                .isEqualTo(new FieldValue.Number(BigDecimal.valueOf(42), "42"));
    }

    @Test
    void shouldReadTheMessageThatIsMeant() {
        var decoder = new ProtobufDecoder(
                file("message A {} message B { optional int32 x = 1; message C { optional string id = 1; } }"),
                "",
                Projection.of(List.of(FieldPath.parse("id"))),
                DecodeLimits.DEFAULT,
                false);
        FieldsBuffer fields = THREE.newFields();

        assertThat(decoder.decodeInto(bytes(4, 2, 0, 0x0A, 1, 'z'), 0, null, fields, Memory.NONE))
                .isNull();
        assertThat(fields.text(0)).isEqualTo("z");
        assertThat(decoder.decodeInto(bytes(2, 4), 0, null, fields, Memory.NONE))
                .isEqualTo(new BadEvent(Reason.UNUSABLE_SCHEMA, "the schema has no message of index [2]"));
    }

    @Test
    void shouldReadTheMessageThatApicurioNames() {
        var decoder = new ProtobufDecoder(
                file("package p; message A {} message Line { optional string id = 1; }"),
                "p.Line",
                Projection.of(List.of(FieldPath.parse("id"))),
                DecodeLimits.DEFAULT,
                false);
        FieldsBuffer fields = THREE.newFields();

        // With its name, with its name and indexes, and where nothing says it.
        for (byte[] value : List.of(
                bytes(6, 0x0A, 4, 'L', 'i', 'n', 'e', 0x0A, 1, 'z'),
                bytes(6, 0x0A, 4, 'L', 'i', 'n', 'e', 2, 2, 0x0A, 1, 'z'))) {
            assertThat(decoder.decodeInto(value, 0, null, fields, Memory.NONE)).isNull();
            assertThat(fields.text(0)).isEqualTo("z");
        }
        assertThat(decoder.decodeInto(bytes(0x0A, 1, 'z'), 0, new byte[0], fields, Memory.NONE))
                .isNull();
        assertThat(fields.text(0)).isEqualTo("z");
    }

    private static BadEvent bad(int... message) {
        return THREE.read(bytes(message), THREE.newFields());
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static FileDescriptor file(String text) {
        return ProtoFiles.descriptor(new RegisteredSchema("PROTOBUF", text, Map.of()));
    }

    private static byte[] firstMessage(byte[] message) {
        byte[] value = new byte[message.length + 1];
        System.arraycopy(message, 0, value, 1, message.length);
        return value;
    }

    private static DynamicMessage random(Descriptor type, Random random, int depth) {
        var message = DynamicMessage.newBuilder(type);
        for (FieldDescriptor field : type.getFields()) {
            boolean isMessage = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
            if (!field.isRequired() && (isMessage && depth == 0 || random.nextInt(3) == 0)) {
                continue;
            }
            if (!field.isRepeated()) {
                message.setField(field, value(field, random, depth));
                continue;
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                message.addRepeatedField(field, value(field, random, depth));
            }
        }
        return message.buildPartial();
    }

    private static Object value(FieldDescriptor field, Random random, int depth) {
        return switch (field.getJavaType()) {
            case INT -> isTime(field) ? random.nextInt(1_000_000_000) : random.nextInt() >> random.nextInt(32);
            case LONG -> isTime(field) ? (long) random.nextInt(1_000_000_000) : random.nextLong() >> random.nextInt(64);
            case FLOAT -> random.nextInt(9) == 0 ? Float.NaN : (float) random.nextGaussian();
            case DOUBLE -> random.nextInt(9) == 0 ? Double.NEGATIVE_INFINITY : random.nextGaussian() * 1e9;
            case BOOLEAN -> random.nextBoolean();
            case STRING -> List.of("a", "b", "", "å \" \\ \n \0 \uD83D\uDE00").get(random.nextInt(4));
            case BYTE_STRING -> ByteString.copyFromUtf8("a".repeat(random.nextInt(4)));
            case ENUM ->
                field.getEnumType()
                        .getValues()
                        .get(random.nextInt(field.getEnumType().getValues().size()));
            case MESSAGE -> random(field.getMessageType(), random, depth - 1);
        };
    }

    private static boolean isTime(FieldDescriptor field) {
        return field.getContainingType().getFile().getName().endsWith("timestamp.proto");
    }

    /** The value as it is to look as JSON, made by Jackson of what Protobuf's library holds. */
    private static JsonNode json(Message message) {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        switch (message.getDescriptorForType().getFullName()) {
            case "google.protobuf.Timestamp" -> {
                return factory.textNode(
                        Instant.ofEpochSecond((long) get(message, "seconds"), (int) get(message, "nanos"))
                                .toString());
            }
            case "google.protobuf.Duration" -> {
                var nanos = BigDecimal.valueOf((int) get(message, "nanos"), 9);
                var seconds = BigDecimal.valueOf((long) get(message, "seconds"))
                        .add(nanos)
                        .stripTrailingZeros();
                return seconds.scale() <= 0 ? factory.numberNode(seconds.toBigInteger()) : factory.numberNode(seconds);
            }
            case "google.protobuf.Value" -> {
                return message.getAllFields().entrySet().stream()
                        .filter(field -> !field.getKey().getName().equals("null_value"))
                        .map(field -> json(field.getKey(), field.getValue()))
                        .findFirst()
                        .orElse(factory.nullNode());
            }
            case "google.protobuf.Struct",
                    "google.protobuf.ListValue",
                    "google.protobuf.Int64Value",
                    "google.protobuf.StringValue",
                    "google.protobuf.DoubleValue" -> {
                FieldDescriptor only =
                        message.getDescriptorForType().getFields().get(0);
                return json(only, message.getField(only));
            }
            default -> {}
        }
        var node = factory.objectNode();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (!field.hasPresence() || message.hasField(field) || field.hasDefaultValue()) {
                node.set(field.getName(), json(field, message.getField(field)));
            }
        }
        return node;
    }

    private static Object get(Message message, String field) {
        return message.getField(message.getDescriptorForType().findFieldByName(field));
    }

    private static JsonNode json(FieldDescriptor field, Object value) {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        if (field.isMapField()) {
            var node = factory.objectNode();
            for (Object entry : (List<?>) value) {
                FieldDescriptor held = field.getMessageType().findFieldByName("value");
                node.set(get((Message) entry, "key").toString(), json(held, ((Message) entry).getField(held)));
            }
            return node;
        } else if (value instanceof List<?> items) {
            var node = factory.arrayNode();
            items.forEach(item -> node.add(json(field, item)));
            return node;
        } else if (value instanceof Message message) {
            return json(message);
        } else if (value instanceof ByteString bytes) {
            return factory.binaryNode(bytes.toByteArray());
        } else if (value instanceof EnumValueDescriptor symbol) {
            return factory.textNode(symbol.getName());
        } else if (value instanceof Double number && !Double.isFinite(number)
                || value instanceof Float single && !Float.isFinite(single)) {
            return factory.nullNode();
        }
        return switch (field.getType()) {
            case UINT64, FIXED64 -> factory.numberNode(new BigInteger(Long.toUnsignedString((long) value)));
            case UINT32, FIXED32 -> factory.numberNode(Integer.toUnsignedLong((int) value));
            default -> JACKSON.valueToTree(value);
        };
    }
}
