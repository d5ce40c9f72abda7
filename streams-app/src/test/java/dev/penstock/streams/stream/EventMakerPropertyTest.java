// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** Events of any form against the same change made to a tree. */
class EventMakerPropertyTest {

    private static final ObjectMapper TREES = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final Made ADDING = new Made("set: {geo.region: north, ok: true, 'ü\"': 1.5}");
    private static final Made SELECTING = new Made(
            "select: {new.one: a, new.two: geo.region, 'ü\"': b, whole: geo}", "set: {new.three: 3, ok: true}");

    @Property
    void shouldAddFieldsAsATreeWould(@ForAll("members") Map<String, String> members, @ForAll("spaces") String space)
            throws JsonProcessingException {
        String event = json(members, space);

        ObjectNode expected = (ObjectNode) TREES.readTree(event);
        expected.remove(List.of("geo", "ok", "ü\""));
        expected.putObject("geo").put("region", "north");
        expected.put("ok", true).put("ü\"", new BigDecimal("1.5"));
        assertThat(inOrder(TREES.readTree(ADDING.ofJson(event)))).isEqualTo(inOrder(expected));
    }

    @Property
    void shouldKeepTheTextOfWhatItDoesNotReplace(
            @ForAll("members") Map<String, String> members, @ForAll("spaces") String space) {
        Map<String, String> kept = new LinkedHashMap<>(members);
        kept.keySet()
                .removeIf(name -> List.of("\"geo\"", "\"ok\"", "\"\\u00fc\\\"\"", "\"\\u006f\\u006b\"")
                        .contains(name));

        String body = json(kept, space);
        body = body.substring(0, body.length() - 1 - space.length());
        assertThat(ADDING.ofJson(json(members, space)))
                .isEqualTo(body + ",\"geo\":{\"region\":\"north\"},\"ok\":true,\"ü\\\"\":1.5}" + space);
    }

    @Property
    void shouldSelectFieldsAsATreeWould(@ForAll("members") Map<String, String> members, @ForAll("spaces") String space)
            throws JsonProcessingException {
        String event = json(members, space);

        JsonNode in = TREES.readTree(event);
        ObjectNode expected = TREES.createObjectNode();
        ObjectNode nested = expected.putObject("new");
        copy(in.get("a"), nested, "one");
        copy(in.path("geo").get("region"), nested, "two");
        nested.put("three", 3);
        copy(in.get("b"), expected, "ü\"");
        copy(in.get("geo"), expected, "whole");
        expected.put("ok", true);
        assertThat(inOrder(TREES.readTree(SELECTING.ofJson(event)))).isEqualTo(inOrder(expected));
    }

    private static void copy(JsonNode value, ObjectNode to, String name) {
        if (value != null) {
            to.set(name, value);
        }
    }

    /** A text, because nodes compare their members in any order. */
    private static String inOrder(JsonNode node) throws JsonProcessingException {
        return TREES.writeValueAsString(node);
    }

    /** JSON texts of names and values. */
    @Provide
    Arbitrary<Map<String, String>> members() {
        Arbitrary<String> name = Arbitraries.oneOf(
                Arbitraries.of("\"a\"", "\"b\"", "\"geo\"", "\"\\u00fc\\\"\""),
                // One name in two spellings would be there twice.
                Arbitraries.of(
                        "\"\\u006f\\u006b\"", "\"\"", "\"g\\u0065o2\"", "\"ge\"", "\"\\\\\"", "\"ü\"", "\"geo \""));
        return Arbitraries.maps(name, value(2)).ofMaxSize(8).map(EventMakerPropertyTest::withKeyAndTime);
    }

    private static Map<String, String> withKeyAndTime(Map<String, String> members) {
        Map<String, String> all = new LinkedHashMap<>();
        int i = 0;
        for (var member : members.entrySet()) {
            if (i++ == members.size() / 2) {
                all.put("\"k\"", "\"u\"");
            }
            all.put(member.getKey(), member.getValue());
        }
        all.put("\"k\"", "\"u\"");
        all.put("\"t\"", "1");
        return all;
    }

    private static Arbitrary<String> value(int depth) {
        Arbitrary<String> scalar = Arbitraries.of(
                "null",
                "true",
                "0",
                "-1.50",
                "1e3",
                "\"\"",
                "\"}\"",
                "\"{\\\"\"",
                "\"\\\\\"",
                "\",\\\\\\\"]\"",
                "\"é😀\"");
        if (depth == 0) {
            return scalar;
        }
        Arbitrary<String> inner = value(depth - 1);
        return Arbitraries.frequencyOf(
                Tuple.of(3, scalar),
                Tuple.of(
                        1,
                        inner.list()
                                .ofMaxSize(3)
                                .map(values -> values.stream().collect(Collectors.joining(" , ", "[ ", "]")))),
                Tuple.of(
                        1,
                        Arbitraries.maps(Arbitraries.of("\"region\"", "\"k\"", "\"ok\"", "\"geo\""), inner)
                                .ofMaxSize(3)
                                .map(members -> json(members, ""))));
    }

    @Provide
    Arbitrary<String> spaces() {
        return Arbitraries.of("", " ", "\n", "\t\r\n ");
    }

    private static String json(Map<String, String> members, String space) {
        return members.entrySet().stream()
                .map(member -> space + member.getKey() + space + ":" + space + member.getValue() + space)
                .collect(Collectors.joining(",", space + "{", "}" + space));
    }
}
