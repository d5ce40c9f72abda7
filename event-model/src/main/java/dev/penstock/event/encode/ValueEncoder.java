// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.encode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.penstock.event.RegisteredSchema;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Writes JSON objects as values of a schema, with its id in front as Confluent's serializers have it. Safe for use by many
 * threads.
 */
public final class ValueEncoder {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** Writes what stands behind the id. */
    interface Body {

        /** @throws IllegalArgumentException if the object is no value of the schema, and why */
        void write(JsonNode event, ByteArrayOutputStream out);
    }

    private final Body body;
    private final byte[] prefix;

    private ValueEncoder(Body body, int id) {
        this.body = body;
        this.prefix =
                ByteBuffer.allocate(1 + Integer.BYTES).put((byte) 0).putInt(id).array();
    }

    /**
     * @param schema of Avro or Protobuf
     * @param message the full name of the message of Protobuf; empty for the first one
     * @param id that the schema has in the registry
     * @throws IllegalArgumentException if values can't be written by the schema, and why
     */
    public static ValueEncoder of(RegisteredSchema schema, String message, int id) {
        return new ValueEncoder(
                switch (schema.type()) {
                    case "AVRO" -> new AvroBody(schema);
                    case "PROTOBUF" -> new ProtobufBody(schema, message);
                    default -> throw new IllegalArgumentException("a schema of type " + schema.type());
                },
                id);
    }

    /** @throws IllegalArgumentException if it is no value of the schema, and why */
    public byte[] encode(byte[] json) {
        try {
            var out = new ByteArrayOutputStream();
            out.writeBytes(prefix);
            body.write(JSON.readTree(json), out);
            return out.toByteArray();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("it is no JSON: " + e.getMessage(), e);
        }
    }

    /** Says that a value is not what the schema says. */
    static IllegalArgumentException wrong(String path, JsonNode found, String expected) {
        String name = path.isEmpty() ? "the event" : "'" + path + "'";
        return new IllegalArgumentException(name + " is " + found + ", expected " + expected);
    }

    static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
