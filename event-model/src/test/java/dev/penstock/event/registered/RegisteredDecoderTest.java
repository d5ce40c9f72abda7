// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.registered;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.Projection;
import dev.penstock.event.RegisteredSchema;
import dev.penstock.event.SchemaId;
import dev.penstock.event.ValueDecoder;
import dev.penstock.event.avro.AvroFormat;
import dev.penstock.event.pipeline.DeclaredSchema;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;

/** Records say which schema of a registry they are of. */
class RegisteredDecoderTest {

    private static final String V1 =
            "{\"type\": \"record\", \"name\": \"R\", \"fields\": [{\"name\": \"a\", \"type\": \"long\"}]}";

    /** The same with another field in front. */
    private static final String V2 = "{\"type\": \"record\", \"name\": \"R\", \"fields\": ["
            + "{\"name\": \"new\", \"type\": \"string\"}, {\"name\": \"a\", \"type\": \"long\"}]}";

    private static final Projection PROJECTION = Projection.of(List.of(FieldPath.parse("a")));

    private final Map<Integer, RegisteredSchema> schemas = new HashMap<>();
    private final List<Integer> asked = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final RegisteredDecoder decoder = new RegisteredDecoder(
            new AvroFormat(PROJECTION, DecodeLimits.DEFAULT, false),
            this::find,
            Optional.empty(),
            () -> new FieldsBuffer(1, 1_000, false),
            nanos::get);

    private Optional<RegisteredSchema> find(SchemaId name) {
        int id = name instanceof SchemaId.Number number ? (int) number.id() : name instanceof SchemaId.Global ? -1 : -2;
        asked.add(id);
        return Optional.ofNullable(schemas.get(id));
    }

    @Test
    void shouldReadEachRecordByItsOwnSchema() {
        schemas.put(1, avro(V1));
        schemas.put(258, avro(V2));

        assertThat(a(0, 0, 0, 0, 1, 14)).isEqualTo(7);
        assertThat(a(0, 0, 0, 1, 2, 2, 'x', 14)).isEqualTo(7);
        assertThat(a(0, 0, 0, 0, 1, 16)).isEqualTo(8);
        assertThat(asked).containsExactly(1, 258);
    }

    @Test
    void shouldKnowTheSchemasThatASchemaNames() {
        var named = avro("{\"type\": \"enum\", \"name\": \"t.E\", \"symbols\": [\"ON\", \"OFF\"]}");
        schemas.put(
                1,
                new RegisteredSchema(
                        "AVRO",
                        "{\"type\": \"record\", \"name\": \"R\", \"fields\": [{\"name\": \"a\", \"type\": \"t.E\"}]}",
                        Map.of("t.E", named)));
        FieldsBuffer fields = decoder.newFields();

        assertThat(decoder.decodeInto(bytes(0, 0, 0, 0, 1, 2), ValueDecoder.NO_HEADERS, fields, decoder.newMemory()))
                .isNull();
        assertThat(fields.text(0)).isEqualTo("OFF");
    }

    @Test
    void shouldRefuseWhatNamesNoSchema() {
        assertThat(bad('{', '}'))
                .isEqualTo(new BadEvent(
                        Reason.NO_SCHEMA_ID,
                        "starts with byte 0x7b, expected a zero byte and the id of a schema in four bytes, or a header"
                                + " __value_schema_id, apicurio.value.contentId or apicurio.value.globalId"));
        assertThat(bad().detail()).startsWith("empty, expected");
        assertThat(bad(0, 0, 1).detail()).startsWith("only 3 bytes, expected");
        assertThat(asked).isEmpty();
    }

    @Test
    void shouldAskAgainForASchemaThatTheRegistryDidNotHave() {
        assertThat(bad(0, 0, 0, 0, 5, 14))
                .isEqualTo(new BadEvent(Reason.UNKNOWN_SCHEMA, "the registry has no schema 5"));
        schemas.put(5, avro(V1));

        nanos.addAndGet(Duration.ofSeconds(29).toNanos());
        assertThat(bad(0, 0, 0, 0, 5, 14).reason()).isEqualTo(Reason.UNKNOWN_SCHEMA);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(a(0, 0, 0, 0, 5, 14)).isEqualTo(7);
        assertThat(asked).containsExactly(5, 5);
    }

    @Test
    void shouldRefuseSchemasThatAreNoneOfEvents() {
        schemas.put(1, new RegisteredSchema("PROTOBUF", "syntax = \"proto3\";", Map.of()));
        schemas.put(2, avro("\"string\""));
        schemas.put(3, avro("{"));

        assertThat(bad(0, 0, 0, 0, 1, 0))
                .isEqualTo(new BadEvent(Reason.UNUSABLE_SCHEMA, "schema 1 is of type PROTOBUF, expected AVRO"));
        assertThat(bad(0, 0, 0, 0, 2, 0))
                .isEqualTo(
                        new BadEvent(Reason.UNUSABLE_SCHEMA, "schema 2: a schema of type string, expected a record"));
        assertThat(bad(0, 0, 0, 0, 3, 0).reason()).isEqualTo(Reason.UNUSABLE_SCHEMA);
    }

    @Test
    void shouldFindTheSchemaThatHeadersName() {
        schemas.put(-2, avro(V1));
        schemas.put(-1, avro(V2));
        schemas.put(9, avro(V1));

        assertThat(a(Map.of("__value_schema_id", bytes(1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)), 14))
                .isEqualTo(7);
        assertThat(a(Map.of("apicurio.value.globalId", bytes(0, 0, 0, 0, 0, 0, 0, 3)), 2, 'x', 14))
                .isEqualTo(7);
        assertThat(a(Map.of("apicurio.value.contentId", bytes(0, 0, 0, 0, 0, 0, 0, 9)), 14))
                .isEqualTo(7);
        assertThat(a(Map.of(), 0, 0, 0, 0, 0, 0, 0, 0, 9, 14))
                .as("of eight bytes")
                .isEqualTo(7);
    }

    @Test
    void shouldReadRecordsThatNameNoSchema() {
        var declared = new RegisteredDecoder(
                new AvroFormat(PROJECTION, DecodeLimits.DEFAULT, false),
                this::find,
                Optional.of(new DeclaredSchema.OfSubject("orders", "")),
                decoder::newFields,
                nanos::get);
        FieldsBuffer fields = declared.newFields();

        assertThat(declared.decodeInto(bytes(14), ValueDecoder.NO_HEADERS, fields, declared.newMemory()))
                .isEqualTo(new BadEvent(Reason.UNKNOWN_SCHEMA, "the registry has no schema of subject 'orders'"));
        schemas.put(-2, avro(V1));
        nanos.addAndGet(Duration.ofSeconds(31).toNanos());
        assertThat(declared.decodeInto(bytes(14), ValueDecoder.NO_HEADERS, fields, declared.newMemory()))
                .isNull();
        assertThat(fields.unscaled(0)).isEqualTo(7);
    }

    private long a(Map<String, byte[]> headers, int... value) {
        FieldsBuffer fields = decoder.newFields();
        assertThat(decoder.decodeInto(bytes(value), headers::get, fields, decoder.newMemory()))
                .isNull();
        return fields.unscaled(0);
    }

    private static RegisteredSchema avro(String text) {
        return new RegisteredSchema("AVRO", text, Map.of());
    }

    private long a(int... value) {
        FieldsBuffer fields = decoder.newFields();
        assertThat(decoder.decodeInto(bytes(value), ValueDecoder.NO_HEADERS, fields, decoder.newMemory()))
                .isNull();
        return fields.unscaled(0);
    }

    private BadEvent bad(int... value) {
        return decoder.decodeInto(bytes(value), ValueDecoder.NO_HEADERS, decoder.newFields(), decoder.newMemory());
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
