// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.penstock.event.BadEvent;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class JsonDecoderPropertyTest {

    private static final List<FieldPath> FIELDS = List.of("a", "b", "a.b", "b.a", "a.b.c", "é", "é.a").stream()
            .map(FieldPath::parse)
            .toList();
    private static final List<String> NAMES =
            List.of("a", "b", "c", "é", "a.b", "", "\\u0061b", "a long name, longer than most");
    private static final Projection PROJECTION = Projection.of(FIELDS);

    /** The other reader: all of the JSON as a tree, numbers exact. */
    private static final JsonMapper TREES = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonDecoder decoder = new JsonDecoder(PROJECTION, new DecodeLimits(2_000, 8, 100));

    @Property
    void shouldAnswerWhateverTheBytes(@ForAll byte[] bytes) {
        assertAnswers(bytes);
    }

    @Property
    void shouldAnswerWhateverIsDamaged(
            @ForAll("objects") String json, @ForAll int place, @ForAll byte damage, @ForAll boolean cut) {
        byte[] bytes = json.getBytes(UTF_8);
        int at = Math.floorMod(place, bytes.length);
        bytes[at] = damage;
        assertAnswers(cut ? Arrays.copyOf(bytes, at) : bytes);
    }

    private void assertAnswers(byte[] bytes) {
        if (decoder.decode(bytes) instanceof BadEvent bad) {
            assertThat(bad.detail()).isNotBlank().doesNotContainPattern("\\p{Cntrl}");
        } else {
            assertThat(new String(bytes, UTF_8).getBytes(UTF_8)).isEqualTo(bytes);
            assertIsOneObject(bytes);
        }
    }

    /** Token by token, since a damaged number may be of an exponent that no tree holds. */
    private static void assertIsOneObject(byte[] bytes) {
        try (JsonParser parser = TREES.createParser(bytes)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            parser.skipChildren();
            assertThat(parser.nextToken()).isNull();
        } catch (IOException noJson) {
            throw new AssertionError("taken by one reader and refused by the other", noJson);
        }
    }

    @Property
    void shouldReadWhatATreeOfTheObjectHolds(@ForAll("objects") String json) {
        byte[] bytes = json.getBytes(UTF_8);
        var fields = (Fields) decoder.decode(bytes);
        JsonNode tree = tree(bytes);
        for (FieldPath path : FIELDS) {
            JsonNode expected = tree;
            for (String segment : path.segments()) {
                expected = expected.path(segment);
            }
            int slot = PROJECTION.slot(path);
            assertThat(fields.get(slot)).as("%s of %s", path, json).isEqualTo(value(expected));
            assertThat(fields.verbatim(slot).isPresent()).isEqualTo(!expected.isMissingNode());
            if (!expected.isMissingNode()) {
                byte[] text = fields.verbatim(slot).orElseThrow();
                assertThat(tree(text)).as("%s of %s", path, json).isEqualTo(expected);
                assertThat(new String(text, UTF_8)).isEqualTo(new String(text, UTF_8).strip());
                assertThat(json).contains(new String(text, UTF_8));
            }
        }
    }

    private static FieldValue value(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> new FieldValue.Text(node.textValue());
            case BOOLEAN -> new FieldValue.Bool(node.booleanValue());
            case NUMBER -> new FieldValue.Number(new BigDecimal(node.asText()), node.asText());
            case OBJECT, ARRAY -> FieldValue.COMPOSITE;
            default -> FieldValue.MISSING;
        };
    }

    private static JsonNode tree(byte[] json) {
        try {
            return TREES.readTree(json);
        } catch (IOException noJson) {
            throw new AssertionError("taken by one reader and refused by the other", noJson);
        }
    }

    @Provide
    static Arbitrary<String> objects() {
        return object(3);
    }

    private static Arbitrary<String> value(int depth) {
        Arbitrary<String> texts = Arbitraries.oneOf(
                        Arbitraries.of(
                                "x", "é", "😀", "\\n", "\\u00e9", "\\ud83d\\ude00", "\\\"", "}", ",", "\u0085", " "),
                        Arbitraries.strings().alpha().ofMaxLength(12))
                .list()
                .ofMaxSize(4)
                .map(parts -> "\"" + String.join("", parts) + "\"");
        Arbitrary<String> scalars = Arbitraries.oneOf(
                Arbitraries.of(
                        "true", "false", "null", "0", "-0", "1.10", "1e5", "-2.50E-3", "12345678901234567890", "0.1"),
                Arbitraries.longs().map(Object::toString),
                texts);
        return depth == 0
                ? scalars
                : Arbitraries.frequencyOf(
                        Tuple.of(3, scalars),
                        Tuple.of(2, Arbitraries.lazy(() -> object(depth - 1))),
                        Tuple.of(
                                1,
                                Arbitraries.lazy(() -> value(depth - 1).list().ofMaxSize(3))
                                        .map(items -> "[" + String.join(" ,", items) + "]")));
    }

    private static Arbitrary<String> object(int depth) {
        Arbitrary<String> spaces = Arbitraries.of("", "", " ", "\n\t ");
        return Arbitraries.maps(Arbitraries.of(NAMES), value(depth))
                .ofMaxSize(5)
                .flatMap(members -> spaces.map(space -> write(members, space)));
    }

    private static String write(Map<String, String> members, String space) {
        return members.entrySet().stream()
                .map(member -> space + "\"" + member.getKey() + "\"" + space + ":" + space + member.getValue() + space)
                .collect(Collectors.joining(",", "{", "}"));
    }
}
