// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares answers with what the OpenAPI document says of them: members that it has not, and values of other types. */
record SchemaCheck(JsonNode api) {

    void check(JsonNode schema, JsonNode value, String place) {
        if (schema.has("anyOf")) {
            if (!value.isNull()) {
                check(schema.at("/anyOf/0"), value, place);
            }
            return;
        }
        JsonNode resolved = resolve(schema);
        assertThat(types(resolved)).as(place + " is " + value.getNodeType()).contains(type(value));
        if (value.isArray()) {
            value.forEach(item -> check(resolved.path("items"), item, place + "[]"));
        }
        if (value.isObject() && resolved.has("properties")) {
            value.properties().forEach(member -> {
                assertThat(resolved.path("properties").has(member.getKey()))
                        .as(place + "." + member.getKey())
                        .isTrue();
                check(
                        resolved.path("properties").path(member.getKey()),
                        member.getValue(),
                        place + "." + member.getKey());
            });
        }
        if (value.isObject() && resolved.has("additionalProperties")) {
            value.forEach(item -> check(resolved.path("additionalProperties"), item, place + ".*"));
        }
    }

    private JsonNode resolve(JsonNode schema) {
        return schema.has("$ref") ? api.at(schema.path("$ref").asText().substring(1)) : schema;
    }

    private static List<String> types(JsonNode schema) {
        List<String> types = new ArrayList<>();
        if (schema.path("type").isArray()) {
            schema.path("type").forEach(type -> types.add(type.asText()));
        } else {
            types.add(schema.path("type").asText());
        }
        if (types.contains("number")) {
            types.add("integer");
        }
        return types;
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            default -> "unknown";
        };
    }
}
