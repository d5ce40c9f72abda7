// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.json;

import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;
import dev.penstock.event.JsonResult;
import dev.penstock.event.Projection;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The decoder takes and refuses what another reader does, with the same values, however the bytes were damaged. */
class JsonOracleTest {

    private static final DecodeLimits LIMITS = new DecodeLimits(10_000, 4, 100);
    private static final Projection PROJECTION = Projection.of(Stream.of("a", "b", "o.a", "o.p.b", "é", "a longer name")
            .map(FieldPath::parse)
            .toList());
    private static final JacksonOracle ORACLE = new JacksonOracle(PROJECTION, LIMITS);

    /** One for all values, so that what it learned from some is used on others. */
    private static final JsonDecoder EXPERIENCED = new JsonDecoder(PROJECTION, LIMITS);

    static Stream<String> texts() {
        return Stream.of(
                "{\"a\":\"x\",\"b\":12.5,\"o\":{\"a\":true,\"p\":{\"b\":null}},\"z\":[1,{\"b\":2}]}",
                " { \"z\" : \"aé€😀\" , \"é\" : \"é€😀é€😀\" , \"😀\":0 }\r\n",
                "{\"b\":-120.50e+7,\"a\":0,\"c\":-0.5E-3,\"o\":[0,1e1,-1],\"é\":123456789012345678}",
                "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\",\"z\":\"\\ud83d\\ude00\\uD800\",\"\\u0062\":1}",
                "{\"é\":\"\\ud83d\\ude00a\\ud83d\\ude00\",\"\\ud83d\\ude00\":1,\"a longer name\":\"12345678\\n1234567\"}",
                "{\"a\":[[]],\"b\":[{}],\"o\":{\"p\":{},\"q\":[true,false,null]},\"z\":{\"y\":{\"x\":1}},\"\":{}}",
                "{}",
                "{\"u\":true,\"v\":false,\"w\":null,\"a\":true,\"b\":false,\"é\":null}");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void shouldReadEachTextAndRefuseEachBeginningOfIt(String text) {
        byte[] json = text.getBytes(UTF_8);
        assertThat(ORACLE.read(json)).isPresent();
        for (int end = 0; end <= json.length; end++) {
            assertAsTheOracleSays(Arrays.copyOf(json, end));
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void shouldAgreeOnEveryTextWithOneByteChanged(String text) {
        byte[] json = text.getBytes(UTF_8);
        for (int at = 0; at < json.length; at++) {
            byte before = json[at];
            for (int b = 0; b < 256; b++) {
                json[at] = (byte) b;
                assertAsTheOracleSays(json);
            }
            json[at] = before;
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void shouldAgreeOnEveryTextWithAByteTooManyOrTooFew(String text) {
        for (int at = 0; at <= text.length(); at++) {
            String head = text.substring(0, at);
            String tail = text.substring(at);
            for (String more : List.of(
                    "\"", "\\", "{", "}", "[", "]", ",", ":", " ", "\n", "0", "-", ".", "e", "n", "é", "\\u0061")) {
                assertAsTheOracleSays((head + more + tail).getBytes(UTF_8));
            }
            byte[] bytes = text.getBytes(UTF_8);
            byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
            System.arraycopy(
                    bytes,
                    Math.min(at + 1, bytes.length),
                    shorter,
                    Math.min(at, shorter.length),
                    bytes.length - Math.min(at + 1, bytes.length));
            assertAsTheOracleSays(shorter);
        }
    }

    /** At every place of a word of eight bytes, which are looked at together. */
    @ParameterizedTest
    @MethodSource("pieces")
    void shouldAgreeOnEveryPieceAtEveryPlaceOfAText(String piece) {
        for (int before = 0; before < 18; before++) {
            for (int behind : new int[] {0, 1, 7, 8, 9}) {
                for (String around :
                        List.of("{\"a\":\"%s\"}", "{\"z\":\"%s\"}", "{\"%s\":1}", "{\"z\":[\"%s\",{\"%s\":1}]}")) {
                    String json = around.replace("%s", "x".repeat(before) + piece + "y".repeat(behind));
                    assertAsTheOracleSays(json.getBytes(ISO_8859_1));
                }
            }
        }
    }

    static Stream<String> pieces() {
        var wellFormed = Stream.of(
                        "\u007f",
                        "\u0080",
                        "\u00e9",
                        "\u07ff",
                        "\u0800",
                        "\u20ac",
                        "\ud7ff",
                        "\ue000",
                        "\ufeff",
                        "\uffff",
                        "\ud800\udc00",
                        "\ud83d\ude00",
                        "\udbff\udfff")
                .map(text -> new String(text.getBytes(UTF_8), ISO_8859_1));
        var others = Stream.of(
                "\u0080",
                "\u00bf",
                "\u00c0\u0080",
                "\u00c1\u00bf",
                "\u00c2",
                "\u00c2\u0041",
                "\u00c2\u00c0",
                "\u00e0\u0080\u0080",
                "\u00e0\u009f\u00bf",
                "\u00e0\u00a0",
                "\u00e1\u0080\u0041",
                "\u00ed\u00a0\u0080",
                "\u00ed\u00bf\u00bf",
                "\u00ef\u00bf",
                "\u00ef\u00bb\u00bf",
                "\u00f0\u0080\u0080\u0080",
                "\u00f0\u008f\u00bf\u00bf",
                "\u00f0\u0090\u0080",
                "\u00f1\u0080\u0080\u0041",
                "\u00f4\u0090\u0080\u0080",
                "\u00f5\u0080\u0080\u0080",
                "\u00f8\u0088\u0080\u0080\u0080",
                "\u00fe",
                "\u00ff",
                "\u0000",
                "\u0001",
                "\t",
                "\n",
                "\r",
                "\u001f",
                " ",
                "!",
                "\\\"",
                "\\\\",
                "\\/",
                "\\b",
                "\\f",
                "\\n",
                "\\r",
                "\\t",
                "\\u0000",
                "\\u00e9",
                "\\uFFFF",
                "\\ud83d\\ude00",
                "\\ud83d",
                "\\ude00",
                "\\ude00\\ud83d",
                "\\ud83d\\ud83d\\ude00",
                "\\ud83dx\\ude00",
                "\\ud83d\\n",
                "\\ud83d\\\\ude00",
                "\\",
                "\\u",
                "\\u1",
                "\\u12",
                "\\u123",
                "\\u123g",
                "\\u-123",
                "\\u 123",
                "\\a",
                "\\'",
                "\\0",
                "\\U0061",
                "\\x41",
                "\"",
                "\",\"b\":\"");
        return Stream.concat(wellFormed, others);
    }

    @Test
    void shouldAgreeOnWhateverIsMadeOfTheCharactersOfANumber() {
        List<String> literals = List.of("");
        for (int length = 1; length <= 5; length++) {
            literals = literals.stream()
                    .flatMap(text -> "01-+.e".chars().mapToObj(c -> text + (char) c))
                    .toList();
            for (String literal : literals) {
                assertAgreesOnNumber(literal);
                assertAgreesOnNumber("1234567" + literal);
            }
        }
    }

    private static void assertAgreesOnNumber(String literal) {
        for (String around : List.of("{\"b\":%s}", "{\"z\":[%s ,1E5]}")) {
            assertAsTheOracleSays(around.replace("%s", literal).getBytes(UTF_8));
        }
    }

    /** Deeper than the brackets that are told apart by the bits of one number. */
    @Property(tries = 300)
    void shouldAgreeOnDeepNesting(
            @ForAll @Size(min = 100, max = 220) List<Boolean> objects,
            @ForAll int place,
            @ForAll("brackets") char other) {
        var limits = new DecodeLimits(100_000, 200, 100);
        var json = new StringBuilder("{\"z\":");
        for (boolean object : objects) {
            json.append(object ? "{ \"a\" : 1 , \"b\":" : "[ [] , ");
        }
        json.append("{}");
        for (int i = objects.size() - 1; i >= 0; i--) {
            json.append(objects.get(i) ? " ,\"c\":[]}" : ", 2 ]");
        }
        json.append("}");
        var decoder = new JsonDecoder(PROJECTION, limits);
        var oracle = new JacksonOracle(PROJECTION, limits);
        assertSame(bytes(json), decoder, oracle.read(bytes(json)));
        json.setCharAt(Math.floorMod(place, json.length()), other);
        assertSame(bytes(json), decoder, oracle.read(bytes(json)));
    }

    private static byte[] bytes(CharSequence text) {
        return text.toString().getBytes(UTF_8);
    }

    @Provide
    static Arbitrary<Character> brackets() {
        return Arbitraries.of('{', '}', '[', ']', ',', ':', '"', '1', ' ');
    }

    @Property(tries = 2000)
    void shouldAgreeOnAnyPileOfTokens(@ForAll("tokens") List<String> tokens) {
        assertAsTheOracleSays(("{" + String.join("", tokens)).getBytes(UTF_8));
        assertAsTheOracleSays(("{\"a\":" + String.join("", tokens) + "}").getBytes(UTF_8));
        assertAsTheOracleSays(("{\"z\":[" + String.join("", tokens) + "]}").getBytes(UTF_8));
    }

    @Provide
    static Arbitrary<List<String>> tokens() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ",",
                        ":",
                        " ",
                        "\n",
                        "\"a\"",
                        "\"b\"",
                        "\"o\"",
                        "\"z\"",
                        "\"a\":",
                        "\"b\": ",
                        "\"o\":{",
                        "\"p\":{",
                        "\"\\u0061\":",
                        "1",
                        "-2.50",
                        "true",
                        "null",
                        "\"é\"",
                        "\"x\\n\"",
                        "[]",
                        "{}")
                .list()
                .ofMaxSize(9);
    }

    @Property
    void shouldAgreeOnAnyBytes(@ForAll @Size(max = 40) byte[] bytes) {
        assertAsTheOracleSays(bytes);
    }

    private static void assertAsTheOracleSays(byte[] json) {
        var expected = ORACLE.read(json);
        assertSame(json, EXPERIENCED, expected);
        assertSame(json, new JsonDecoder(PROJECTION, LIMITS), expected);
    }

    private static void assertSame(byte[] json, JsonDecoder decoder, Optional<Map<FieldPath, FieldValue>> expected) {
        JsonResult result = decoder.decode(json);
        if (expected.isEmpty() || !(result instanceof Fields fields)) {
            assertThat(result instanceof Fields)
                    .as(() -> "is taken, of " + new String(json, UTF_8) + ": " + result)
                    .isEqualTo(expected.isPresent());
            return;
        }
        var found = new TreeMap<String, FieldValue>();
        for (FieldPath field : PROJECTION.fields()) {
            int slot = PROJECTION.slot(field);
            if (fields.isPresent(slot)) {
                found.put(field.toString(), fields.get(slot));
            }
        }
        var wanted = new TreeMap<String, FieldValue>();
        expected.get().forEach((field, value) -> wanted.put(field.toString(), value));
        assertThat(found).as(() -> new String(json, UTF_8)).isEqualTo(wanted);
        assertThat(fields.json()).isSameAs(json);
    }
}
