// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.registered;

import dev.penstock.event.FieldKind;
import dev.penstock.event.RegisteredSchema;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a JSON Schema says of fields: those keywords alone that tell what is there, all else may be anything. */
public final class JsonSchemaShape {

    /** Deeper than any schema refers. */
    private static final int MOST_REFERENCES = 32;

    private final Object root;

    private JsonSchemaShape(Object root) {
        this.root = root;
    }

    /** @throws IllegalArgumentException if it is no JSON */
    public static SchemaShape of(RegisteredSchema schema) {
        try {
            // JSON is YAML.
            Object root = new Load(LoadSettings.builder().build()).loadFromString(schema.text());
            return new JsonSchemaShape(root).shape(root);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException("it is no JSON: " + e.getMessage(), e);
        }
    }

    private SchemaShape shape(Object schema) {
        Map<?, ?> keywords = followed(schema);
        if (keywords.containsKey("anyOf") || keywords.containsKey("oneOf") || keywords.containsKey("allOf")) {
            return SchemaShape.ANY;
        }
        return switch (type(keywords)) {
            case "string" -> SchemaShape.of(FieldKind.TEXT);
            case "number", "integer" -> SchemaShape.of(FieldKind.NUMBER);
            case "boolean" -> SchemaShape.of(FieldKind.TRUE);
            case "array" -> SchemaShape.list(element(keywords.get("items")));
            case "object" -> new SchemaShape(FieldKind.OBJECT, () -> members(keywords), others(keywords));
            default -> SchemaShape.ANY;
        };
    }

    /** Lists of lists may hold themselves, and nobody reads fields of such. */
    private SchemaShape element(Object schema) {
        return type(followed(schema)).equals("array") ? SchemaShape.ANY : shape(schema);
    }

    /** Empty where there are several, or none. */
    private static String type(Map<?, ?> keywords) {
        Object type = keywords.get("type");
        List<?> types = type instanceof List<?> list
                ? list.stream().filter(each -> !"null".equals(each)).toList()
                : List.of(type == null ? "" : type);
        return types.size() == 1 ? types.get(0).toString() : "";
    }

    private Map<String, SchemaShape> members(Map<?, ?> keywords) {
        var members = new LinkedHashMap<String, SchemaShape>();
        if (keywords.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, schema) -> members.put(name.toString(), shape(schema)));
        }
        return members;
    }

    private static Optional<SchemaShape> others(Map<?, ?> keywords) {
        boolean isClosed = Boolean.FALSE.equals(keywords.get("additionalProperties"))
                && !keywords.containsKey("patternProperties");
        return isClosed ? Optional.empty() : Optional.of(SchemaShape.ANY);
    }

    /** What a schema says, or the one that it refers to within the same text. */
    private Map<?, ?> followed(Object schema) {
        Object at = schema;
        for (int i = 0; i < MOST_REFERENCES; i++) {
            if (!(at instanceof Map<?, ?> keywords)) {
                return Map.of();
            } else if (!(keywords.get("$ref") instanceof String reference)) {
                return keywords;
            } else if (!reference.startsWith("#")) {
                return Map.of();
            } else {
                at = pointed(reference.substring(1));
            }
        }
        return Map.of();
    }

    private Object pointed(String pointer) {
        Object at = root;
        for (String name : pointer.split("/")) {
            if (!name.isEmpty()) {
                at = at instanceof Map<?, ?> map
                        ? map.get(name.replace("~1", "/").replace("~0", "~"))
                        : null;
            }
        }
        return at;
    }
}
