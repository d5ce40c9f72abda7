// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.unwrap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldKind;
import dev.penstock.event.json.JsonSkipper;
import dev.penstock.event.json.Refusal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads the schemas that Kafka Connect's JSON converter writes beside each payload: where in it decimals stand. The records
 * of a topic have few of them, mostly one, so they are kept. Safe for use by many threads.
 */
final class ConnectSchemas {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Schemas that somebody makes up cost time but no memory. */
    private static final int MOST_KEPT = 100;

    private final JsonSkipper skipper;
    private final Map<ByteBuffer, ConnectValue> kept = new ConcurrentHashMap<>();
    private volatile Known last = new Known(new byte[0], ConnectValue.AS_IT_IS);

    private record Known(byte[] schema, ConnectValue values) {}

    ConnectSchemas(DecodeLimits limits) {
        this.skipper = new JsonSkipper(limits.maxDepth());
    }

    /**
     * How to read the payload.
     *
     * @param schema index of the member; where there is none, or null, nothing is known of the payload
     * @throws Refusal if it is something else
     */
    ConnectValue of(ObjectMembers members, int schema) {
        if (!members.isThere(schema)) {
            return ConnectValue.AS_IT_IS;
        }
        if (members.kind(schema) != FieldKind.OBJECT) {
            throw members.wrong(schema, "the schema of Kafka Connect's JSON converter");
        }
        byte[] json = members.json();
        int start = members.start(schema);
        int end = members.end(schema);
        Known known = last;
        if (!Arrays.equals(json, start, end, known.schema, 0, known.schema.length)) {
            byte[] text = Arrays.copyOfRange(json, start, end);
            known = new Known(text, kept(text));
            last = known;
        }
        return known.values;
    }

    private ConnectValue kept(byte[] schema) {
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        return kept.computeIfAbsent(ByteBuffer.wrap(schema), text -> read(schema));
    }

    private ConnectValue read(byte[] schema) {
        try {
            return value(MAPPER.readTree(schema));
        } catch (IOException e) {
            throw new Refusal(Reason.NOT_JSON, "the schema can't be read");
        }
    }

    private ConnectValue value(JsonNode schema) {
        switch (schema.path("name").asText("")) {
            case "org.apache.kafka.connect.data.Decimal":
                return ConnectValue.decimal(
                        schema.path("parameters").path("scale").asInt());
            case "io.debezium.data.VariableScaleDecimal":
                return ConnectValue.variableScaleDecimal(skipper);
            default:
                break;
        }
        return switch (schema.path("type").asText("")) {
            case "struct" -> struct(schema);
            case "array" -> {
                ConnectValue element = value(schema.path("items"));
                yield element == ConnectValue.AS_IT_IS ? element : ConnectValue.list(element, skipper);
            }
            case "map" -> {
                ConnectValue member = value(schema.path("values"));
                yield member == ConnectValue.AS_IT_IS ? member : ConnectValue.object(name -> member, skipper);
            }
            default -> ConnectValue.AS_IT_IS;
        };
    }

    private ConnectValue struct(JsonNode schema) {
        Map<String, ConnectValue> members = new HashMap<>();
        for (JsonNode field : schema.path("fields")) {
            ConnectValue member = value(field);
            if (member != ConnectValue.AS_IT_IS) {
                members.put(field.path("field").asText(), member);
            }
        }
        return members.isEmpty()
                ? ConnectValue.AS_IT_IS
                : ConnectValue.object(name -> members.getOrDefault(name, ConnectValue.AS_IT_IS), skipper);
    }
}
