// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.route;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.streams.http.answer.Row;
import dev.penstock.streams.http.answer.Value;
import dev.penstock.streams.http.problem.Problem;
import dev.penstock.streams.http.problem.Problem.Kind;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes the <a href="https://spec.openapis.org/oas/v3.1.0">OpenAPI</a> document of routes and of the records that they
 * answer with, so that it says what is so.
 */
public final class OpenApi {

    private static final String EVENTS = "text/event-stream";
    private static final String REFERENCE = "#/components/schemas/";
    private static final Set<Class<?>> INTEGERS = Set.of(int.class, long.class, Integer.class, Long.class);

    /** What an operation is about. */
    private enum Tag {
        FEATURES("Feature groups and their rows"),
        PIPELINE("The topology, the instances that run it and what they have counted"),
        MONITORING("Health and metrics of this instance");

        private final String description;

        Tag(String description) {
            this.description = description;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Tag of(String path) {
            if (path.startsWith("/api/groups") || path.startsWith("/api/features") || path.startsWith("/api/vectors")) {
                return FEATURES;
            }
            return path.startsWith("/api/") ? PIPELINE : MONITORING;
        }
    }

    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private final ObjectNode schemas = JsonNodeFactory.instance.objectNode();

    private OpenApi() {}

    /** @param version of Penstock */
    public static ObjectNode document(List<Route> routes, String version) {
        var api = new OpenApi();
        api.write(routes, version);
        return api.document;
    }

    private void write(List<Route> routes, String version) {
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Penstock")
                .put("version", version)
                .put(
                        "description",
                        "Features of a pipeline, and how its instances are. Every instance answers for all.");
        document.putArray("servers").addObject().put("url", "/");
        ArrayNode tags = document.putArray("tags");
        for (Tag tag : Tag.values()) {
            tags.addObject().put("name", tag.word()).put("description", tag.description);
        }
        ObjectNode paths = document.putObject("paths");
        routes.stream().filter(OpenApi::isDescribed).forEach(route -> write(paths, route));
        problemSchema();
        ObjectNode components = document.putObject("components");
        components.set("schemas", schemas);
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer");
    }

    private static boolean isDescribed(Route route) {
        return route.guard() != Route.Guard.INSTANCES && !route.summary().isEmpty();
    }

    private void write(ObjectNode paths, Route route) {
        String method = route.hasBody() ? "post" : "get";
        ObjectNode operation = paths.putObject(route.path()).putObject(method);
        operation.put("operationId", operationId(method, route.path()));
        operation.putArray("tags").add(Tag.of(route.path()).word());
        operation.put("summary", route.summary());
        ArrayNode parameters = operation.putArray("parameters");
        route.parameters().forEach(parameter -> write(parameters.addObject(), parameter));
        if (route.hasBody()) {
            operation
                    .putObject("requestBody")
                    .put("required", true)
                    .putObject("content")
                    .putObject(Route.JSON)
                    .set("schema", schema(route.body()));
        }
        if (route.needsToken()) {
            // Either: whether there is a token is up to whoever runs it.
            ArrayNode security = operation.putArray("security");
            security.addObject();
            security.addObject().putArray("token");
        }
        ObjectNode responses = operation.putObject("responses");
        ObjectNode content =
                responses.putObject("200").put("description", "the answer").putObject("content");
        String mediaType = route.mediaType().replaceFirst(";.*", "");
        if (mediaType.equals(EVENTS)) {
            // OpenAPI 3.1 has no words for the events of a stream.
            content.putObject(mediaType);
        } else if (mediaType.startsWith("text/")) {
            content.putObject(mediaType).putObject("schema").put("type", "string");
        }
        if (route.type() != Object.class) {
            content.putObject(Route.JSON).set("schema", schema(route.type()));
        }
        responses
                .putObject("default")
                .put("description", "what is wrong")
                .putObject("content")
                .putObject(Problems.MEDIA_TYPE)
                .putObject("schema")
                .put("$ref", REFERENCE + "Problem");
    }

    /** {@code getFeaturesByGroupAndKey} for {@code /api/features/{group}/{key}}. */
    private static String operationId(String method, String path) {
        var id = new StringBuilder(method);
        boolean any = false;
        for (String segment : path.replaceFirst("^/api/", "/").substring(1).split("/")) {
            boolean parameter = segment.startsWith("{");
            if (parameter) {
                id.append(any ? "And" : "By");
                any = true;
            }
            String word = parameter ? segment.substring(1, segment.length() - 1) : segment;
            id.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return id.toString();
    }

    private static void write(ObjectNode node, Parameter parameter) {
        node.put("name", parameter.name())
                .put("in", parameter.place().name().toLowerCase(Locale.ROOT))
                .put("description", parameter.description())
                .put("required", parameter.place() == Parameter.Place.PATH);
        ObjectNode schema = node.putObject("schema").put("type", parameter.type());
        parameter.limits().forEach(schema::putPOJO);
        if (!parameter.example().isEmpty() && parameter.place() == Parameter.Place.PATH) {
            node.put("example", parameter.example());
        }
    }

    private ObjectNode schema(Class<?> type) {
        return schema(Json.MAPPER.constructType(type));
    }

    private ObjectNode schema(JavaType type) {
        Class<?> raw = type.getRawClass();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (INTEGERS.contains(raw)) {
            return node.put("type", "integer");
        }
        if (raw == double.class || raw == Double.class || raw == BigDecimal.class) {
            return node.put("type", "number");
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return node.put("type", "boolean");
        }
        if (raw == String.class) {
            return node.put("type", "string");
        }
        if (raw == Row.class) {
            return node.put("type", "object")
                    .put("description", "A feature row: key, window_start, window_end, columns");
        }
        if (raw == Value.class) {
            ArrayNode types = node.put("description", "What a column has").putArray("type");
            List.of("number", "string", "boolean", "array", "object", "null").forEach(types::add);
            return node;
        }
        if (type.isCollectionLikeType()) {
            JavaType content = type.getContentType();
            node.put("type", "array")
                    .set("items", content.hasRawClass(Long.class) ? nullable(content) : schema(content));
            return node;
        }
        if (type.isMapLikeType()) {
            node.put("type", "object").set("additionalProperties", schema(type.getContentType()));
            return node;
        }
        return record(type, node);
    }

    private ObjectNode record(JavaType type, ObjectNode node) {
        Class<?> raw = type.getRawClass();
        String name = raw.isMemberClass()
                ? raw.getEnclosingClass().getSimpleName() + raw.getSimpleName()
                : raw.getSimpleName();
        if (!schemas.has(name)) {
            ObjectNode schema = schemas.putObject(name).put("type", "object");
            List<String> required = new ArrayList<>();
            addProperties(type, schema.putObject("properties"), required);
            if (!required.isEmpty()) {
                required.forEach(schema.putArray("required")::add);
                schema.put("additionalProperties", false);
            }
        }
        return node.put("$ref", REFERENCE + name);
    }

    private void addProperties(JavaType type, ObjectNode properties, List<String> required) {
        for (BeanPropertyDefinition property :
                Json.MAPPER.getSerializationConfig().introspect(type).findProperties()) {
            var member = property.getPrimaryMember();
            if (member.hasAnnotation(JsonUnwrapped.class)) {
                addProperties(property.getPrimaryType(), properties, required);
                continue;
            }
            if (property.isRequired()) {
                required.add(property.getName());
            }
            ObjectNode schema =
                    property.isRequired() ? schema(property.getPrimaryType()) : nullable(property.getPrimaryType());
            String description = property.getMetadata().getDescription();
            if (description != null) {
                schema.put("description", description);
            }
            properties.set(property.getName(), schema);
        }
    }

    /** What is no primitive can be null. */
    private ObjectNode nullable(JavaType type) {
        ObjectNode schema = schema(type);
        if (type.isPrimitive()) {
            return schema;
        }
        if (schema.has("$ref")) {
            ObjectNode either = JsonNodeFactory.instance.objectNode();
            either.putArray("anyOf").add(schema).addObject().put("type", "null");
            return either;
        }
        String name = schema.path("type").asText();
        schema.putArray("type").add(name).add("null");
        return schema;
    }

    private void problemSchema() {
        ObjectNode problem = schemas.putObject("Problem").put("type", "object");
        problem.put("description", "RFC 9457, with more members by type");
        ObjectNode properties = problem.putObject("properties");
        ArrayNode types = properties.putObject("type").put("type", "string").putArray("enum");
        new TreeSet<>(Arrays.stream(Kind.values())
                        .map(kind -> Problem.of(kind, "").type())
                        .toList())
                .forEach(types::add);
        properties.putObject("title").put("type", "string");
        properties.putObject("status").put("type", "integer");
        properties
                .putObject("detail")
                .put("type", "string")
                .put("description", "What was found and what would be right");
    }
}
