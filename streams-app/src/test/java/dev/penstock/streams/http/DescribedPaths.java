// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http;

import com.fasterxml.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import static java.util.stream.Collectors.joining;

/**
 * The paths of an OpenAPI document, each with values for its parameters that the document lets pass or does not: one
 * parameter at a time, and each two of them together.
 *
 * @param places values for what stands in paths
 */
record DescribedPaths(JsonNode api, Map<String, String> places) {

    /** Of all kinds; which of them a parameter takes is up to its schema. */
    private static final List<String> VALUES = List.of(
            "",
            "0",
            "1",
            "100",
            "1000",
            "1001",
            "-1",
            "1.5",
            "x",
            "a,b",
            "a:b",
            "a:b,c:d",
            ":",
            "latest",
            "self",
            "text",
            "json",
            "mermaid",
            "full",
            "short",
            "5m",
            "90s",
            "0s",
            "7",
            "1700000040000",
            "1700000040001",
            "999999999999999",
            "1000000000000000",
            "2023-11-14T22:14:00Z",
            "2023-11-14T22:14:00.123456789+01:00",
            "2024-02-29T00:00:00Z",
            "2023-02-29T00:00:00Z",
            "2023-04-31T00:00:00Z",
            "1969-12-31T23:59:59Z",
            "2023-11-14",
            "2023-11-14T24:00:00Z",
            "AAABi8_lagA",
            "AAABi8_lagBhbm4",
            "AAABi8_lagBh",
            "AAABi8_lag",
            "____________",
            "\u0000",
            "\ud83d\ude00");

    /** Values that stand for others in pairs. */
    private static final int IN_PAIRS = 3;

    List<String> allowed() {
        List<String> paths = new ArrayList<>();
        askedByGet().forEach(path -> {
            Map<String, List<String>> passing = values(path, value -> value);
            paths.add(url(path, Map.of()));
            passing.forEach((name, values) -> values.forEach(value -> paths.add(url(path, Map.of(name, value)))));
            passing.forEach((name, values) -> passing.forEach((other, others) -> {
                if (name.compareTo(other) < 0) {
                    values.stream()
                            .limit(IN_PAIRS)
                            .forEach(value -> others.stream()
                                    .limit(IN_PAIRS)
                                    .forEach(second -> paths.add(url(path, Map.of(name, value, other, second)))));
                }
            }));
        });
        return paths;
    }

    List<String> forbidden() {
        List<String> paths = new ArrayList<>();
        askedByGet()
                .forEach(path -> values(path, value -> !value)
                        .forEach((name, values) -> values.forEach(value -> paths.add(url(path, Map.of(name, value))))));
        return paths;
    }

    private List<String> askedByGet() {
        List<String> paths = new ArrayList<>();
        api.path("paths").fieldNames().forEachRemaining(paths::add);
        paths.removeIf(path -> !api.path("paths").path(path).has("get"));
        return paths;
    }

    private Map<String, List<String>> values(String path, Predicate<Boolean> wanted) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (JsonNode parameter : api.path("paths").path(path).at("/get/parameters")) {
            if (parameter.path("in").asText().equals("query")) {
                values.put(
                        parameter.path("name").asText(),
                        VALUES.stream()
                                .filter(value -> wanted.test(passes(parameter.path("schema"), value)))
                                .toList());
            }
        }
        return values;
    }

    private static boolean passes(JsonNode schema, String value) {
        if (schema.path("type").asText().equals("integer")) {
            return value.matches("\\d{1,9}")
                    && Integer.parseInt(value) >= schema.path("minimum").asInt()
                    && Integer.parseInt(value) <= schema.path("maximum").asInt();
        }
        boolean isWord = !schema.has("enum");
        for (JsonNode word : schema.path("enum")) {
            isWord |= word.asText().equals(value);
        }
        return isWord
                && value.length() >= schema.path("minLength").asInt()
                && Pattern.compile(schema.path("pattern").asText())
                        .matcher(value)
                        .find();
    }

    private String url(String path, Map<String, String> query) {
        String filled = path;
        for (var place : places.entrySet()) {
            filled = filled.replace("{" + place.getKey() + "}", place.getValue());
        }
        return filled
                + query.entrySet().stream()
                        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                        .collect(joining("&", query.isEmpty() ? "" : "?", ""));
    }
}
