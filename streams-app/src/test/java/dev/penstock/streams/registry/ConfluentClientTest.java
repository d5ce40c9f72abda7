// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Event;
import dev.penstock.event.RegisteredSchema;
import dev.penstock.event.SchemaId;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Records that Confluent's client for Python wrote, with the schemas that it registered: see confluent_client.py. */
class ConfluentClientTest {

    private static final JsonNode RECORDS = records();

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            protobuf        | protobuf | {"id":"p-1","customer":"ann","at":"2026-01-01T11:46:40.250Z","amount":{"currency":"SEK","cents":-1234567890123},"method":"INVOICE","lines":[{"sku":"a","quantity":2},{"sku":"å","quantity":4000000000}],"tags":{"campaign":"c1"},"weight":0.0}
            protobuf-first  | protobuf | {"by":"ann"}
            protobuf-nested | protobuf | {"sku":"å","quantity":4000000000}
            json-schema     | json-schema | {"id":"p-1","customer":"ann","at":1767268000,"amount":12.5}
            avro            | avro     | {"id":"p-1","customer":"ann","at":1767268000250000,"amount":-12345678901.23,"weight":null}
            """)
    void shouldReadWhatTheClientWrote(String name, String format, String json) {
        JsonNode written = record(name);
        Pipeline pipeline = PipelineReader.read("test.yaml", """
                sources: {in: {topic: in, format: %s, timestamp: {record: true}}}
                streams: {out: {from: in, to: out}}
                """.formatted(format));
        var decoder = new EventDecoder(
                pipeline,
                pipeline.sources().get(0),
                DecodeLimits.DEFAULT,
                id -> id.equals(new SchemaId.Number(written.get("id").asInt()))
                        ? Optional.of(schema(written.get("schema")))
                        : Optional.empty());

        var event = (Event)
                decoder.decode(HexFormat.of().parseHex(written.get("value").asText()));

        assertThat(new String(event.fields().json(), UTF_8)).isEqualTo(json);
    }

    private static JsonNode record(String name) {
        for (JsonNode found : RECORDS) {
            if (found.get("name").asText().equals(name)) {
                return found;
            }
        }
        throw new IllegalArgumentException(name);
    }

    private static RegisteredSchema schema(JsonNode node) {
        Map<String, RegisteredSchema> references = new LinkedHashMap<>();
        node.get("references").properties().forEach(named -> references.put(named.getKey(), schema(named.getValue())));
        return new RegisteredSchema(node.get("type").asText(), node.get("text").asText(), references);
    }

    private static JsonNode records() {
        try (InputStream in = ConfluentClientTest.class.getResourceAsStream("confluent-client.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
