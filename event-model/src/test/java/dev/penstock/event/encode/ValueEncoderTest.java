// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.encode;

import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Event;
import dev.penstock.event.RegisteredSchema;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is written is read again as it was. */
class ValueEncoderTest {

    private static final RegisteredSchema AVRO = new RegisteredSchema("AVRO", """
            {"type": "record", "name": "All", "fields": [
              {"name": "id", "type": "long"}, {"name": "n", "type": "int"}, {"name": "f", "type": "float"},
              {"name": "d", "type": ["null", "double", "string"]}, {"name": "b", "type": "boolean"},
              {"name": "y", "type": "bytes"}, {"name": "x", "type": {"type": "fixed", "name": "X", "size": 2}},
              {"name": "p", "type": {"type": "bytes", "logicalType": "decimal", "precision": 20, "scale": 2}},
              {"name": "q", "type": {"type": "fixed", "name": "Q", "size": 8, "logicalType": "decimal", "precision": 9, "scale": 1}},
              {"name": "e", "type": {"type": "enum", "name": "E", "symbols": ["ONE", "TWO"]}},
              {"name": "m", "type": {"type": "map", "values": "long"}}, {"name": "a", "type": {"type": "array", "items": "string"}},
              {"name": "o", "type": ["null", "string"], "default": null}]}""", Map.of());

    private static final RegisteredSchema PROTOBUF = new RegisteredSchema("PROTOBUF", """
            syntax = "proto3";
            import "google/protobuf/timestamp.proto";
            import "google/protobuf/duration.proto";
            import "google/protobuf/struct.proto";
            import "google/protobuf/wrappers.proto";
            import "confluent/type/decimal.proto";
            message Other {}
            message All {
              int64 id = 1; uint32 n = 2; uint64 u = 3; float f = 4; double d = 5; bool b = 6; bytes y = 7; E e = 8;
              map<string, int64> m = 9; repeated string a = 10; optional string o = 11; google.protobuf.Timestamp at = 12;
              google.protobuf.Duration took = 13; google.protobuf.Struct s = 14; google.protobuf.Int64Value w = 15;
              confluent.type.Decimal p = 16; sint32 z = 17; Inner i = 18;
              enum E { ZERO = 0; ONE = 1; }
              message Inner { string t = 1; }
            }
            """, Map.of());

    @Test
    void shouldWriteAvro() {
        String event = """
                {"id":-9223372036854775808,"n":7,"f":1.5,"d":"x","b":true,"y":"AQI=","x":"AQI=","p":-12345678901234567.89,\
                "q":-0.5,"e":"TWO","m":{"k":1},"a":["ö","\\"" ],"o":null}""";

        assertThat(read("avro", AVRO, "", event)).isEqualTo(event.replace(" ]", "]"));
    }

    @Test
    void shouldWriteProtobuf() {
        String event = """
                {"id":-9223372036854775808,"n":4294967295,"u":18446744073709551615,"f":1.5,"d":2.5,"b":true,"y":"AQI=",\
                "e":"ONE","m":{"k":1},"a":["ö","b"],"o":"","at":"2026-11-30T10:00:00.250Z","took":1.5,\
                "s":{"a":[1.0,null,"x",{"b":true}]},"w":0,"p":-1.230,"z":-3,"i":{"t":"x"}}""";

        assertThat(read("protobuf", PROTOBUF, "All", event)).isEqualTo(event);
        assertThat(read("protobuf", PROTOBUF, "All.Inner", "{\"t\":\"x\"}")).isEqualTo("{\"t\":\"x\"}");
    }

    @Test
    void shouldSayWhatIsNotOfTheSchema() {
        var encoder = ValueEncoder.of(PROTOBUF, "All", 1);

        assertThatThrownBy(() -> encoder.encode("{\"i\":{\"u\":1}}".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the schema has no field 'i.u'; known here: t");
        assertThatThrownBy(() -> encoder.encode("{\"id\":\"1\"}".getBytes(UTF_8)))
                .hasMessage("'id' is \"1\", expected an integer of 64 bits");
        assertThatThrownBy(() -> ValueEncoder.of(AVRO, "", 1).encode("{\"id\":1}".getBytes(UTF_8)))
                .hasMessage("'n' is missing");
        assertThatThrownBy(() -> encoder.encode("[]".getBytes(UTF_8)))
                .hasMessage("the event is [], expected an object");
        assertThatThrownBy(() -> encoder.encode("{".getBytes(UTF_8))).hasMessageStartingWith("it is no JSON: ");
    }

    private static String read(String format, RegisteredSchema schema, String message, String event) {
        Pipeline pipeline = PipelineReader.read("test.yaml", """
                sources: {in: {topic: in, format: %s, timestamp: {record: true}}}
                streams: {out: {from: in, to: out}}
                """.formatted(format));
        var decoder =
                new EventDecoder(pipeline, pipeline.sources().get(0), DecodeLimits.DEFAULT, id -> Optional.of(schema));
        byte[] written = ValueEncoder.of(schema, message, 5).encode(event.getBytes(UTF_8));
        var read = (Event) decoder.decode(written);
        return new String(read.fields().json(), UTF_8);
    }
}
