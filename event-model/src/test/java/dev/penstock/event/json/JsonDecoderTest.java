// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.json;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;
import dev.penstock.event.JsonResult;
import dev.penstock.event.Projection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class JsonDecoderTest {

    private static final DecodeLimits LIMITS = new DecodeLimits(10_000, 5, 100);
    private static final FieldPath READ = FieldPath.parse("read");
    private static final FieldPath INNER = FieldPath.parse("geo.region");
    private static final Projection PROJECTION = Projection.of(List.of(READ, INNER, FieldPath.parse("kept")));

    private final JsonDecoder decoder = new JsonDecoder(PROJECTION, LIMITS);

    static Stream<Arguments> broken() {
        return Stream.of(
                arguments("", Reason.NOT_JSON),
                arguments(" \n", Reason.NOT_JSON),
                arguments("{", Reason.NOT_JSON),
                arguments("{\"read\"", Reason.NOT_JSON),
                arguments("{\"read\":", Reason.NOT_JSON),
                arguments("{\"read\":\"a", Reason.NOT_JSON),
                arguments("{\"read\":tru", Reason.NOT_JSON),
                arguments("{\"read\":1", Reason.NOT_JSON),
                arguments("{\"other\":[1", Reason.NOT_JSON),
                arguments("{\"read\":1,}", Reason.NOT_JSON),
                arguments("{\"other\":[1,]}", Reason.NOT_JSON),
                arguments("{}x", Reason.NOT_JSON),
                arguments("{}}", Reason.NOT_JSON),
                arguments("{}\u0000", Reason.NOT_JSON),
                arguments("{} {}", Reason.NOT_JSON),
                arguments("1 {}", Reason.NOT_JSON),
                arguments("{a:1}", Reason.NOT_JSON),
                arguments("{'a':1}", Reason.NOT_JSON),
                arguments("{\"a\" 1}", Reason.NOT_JSON),
                arguments("{} // said", Reason.NOT_JSON),
                arguments("{/* said */}", Reason.NOT_JSON),
                arguments("\uFEFF{}", Reason.NOT_JSON),
                arguments("nul", Reason.NOT_JSON),
                arguments("[]", Reason.NOT_AN_OBJECT),
                arguments("[{\"read\":1}]", Reason.NOT_AN_OBJECT),
                arguments("\"text\"", Reason.NOT_AN_OBJECT),
                arguments("12", Reason.NOT_AN_OBJECT),
                arguments("null", Reason.NOT_AN_OBJECT),
                arguments("true", Reason.NOT_AN_OBJECT),
                arguments("{\"\\ud800\":1}", Reason.NOT_JSON));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void shouldSayWhyAValueIsRefused(String json, Reason reason) {
        assertRefused(json, reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"read\":1,\"read\":1,\"kept\":2}",
                "{\"read\":null,\"read\":1,\"kept\":2}",
                "{\"read\":1,\"kept\":2,\"read\":null}",
                "{\"read\":1,\"re\\u0061d\":2,\"kept\":2}",
                "{\"read\":{\"read\":1},\"read\":[2],\"read\":3,\"kept\":2}"
            })
    void shouldTakeAFieldThatIsThereTwiceForNoSingleValue(String json) {
        assertHolds(json, READ, FieldValue.COMPOSITE);
        assertHolds(json, FieldPath.parse("kept"), FieldValue.Number.of(2));
        assertThat(fields(json).verbatim(PROJECTION.slot(READ))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"geo\":{\"region\":1,\"region\":2}}",
                "{\"geo\":{\"region\":1},\"geo\":{}}",
                "{\"geo\":{},\"geo\":{\"region\":1}}",
                "{\"geo\":{\"region\":1},\"geo\":5}"
            })
    void shouldTakeWhatLiesInAnObjectThatIsThereTwiceForNoSingleValue(String json) {
        assertHolds(json, INNER, FieldValue.COMPOSITE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "a\\udc00\\ud800"})
    void shouldTakeATextThatCannotBeWrittenForNoSingleValueAndKeepItAsItStands(String text) {
        String json = "{\"read\":\"" + text + "\",\"kept\":2}";
        assertHolds(json, READ, FieldValue.COMPOSITE);
        assertHolds(json, FieldPath.parse("kept"), FieldValue.Number.of(2));
        assertThat(fields(json).verbatim(PROJECTION.slot(READ))).contains(("\"" + text + "\"").getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
    void shouldTakeWordsForNumbersThatAreNotFiniteAndWriteNullForThem(String word) {
        String json = "{\"read\": " + word + " ,\"geo\":{\"region\":null},\"o\":[" + word + ",\"" + word
                + "\\\" \",\"NaN\"],\"kept\":2}";
        assertHolds(json, READ, FieldValue.UNUSABLE_NUMBER);
        assertHolds(json, INNER, FieldValue.MISSING);
        assertHolds(json, FieldPath.parse("kept"), FieldValue.Number.of(2));
        Fields fields = fields(json);
        assertThat(fields.original()).isEqualTo(json.getBytes(UTF_8));
        assertThat(new String(fields.json(), UTF_8))
                .isEqualTo("{\"read\": null ,\"geo\":{\"region\":null},\"o\":[null,\"" + word
                        + "\\\" \",\"NaN\"],\"kept\":2}");
        assertThat(fields.verbatim(PROJECTION.slot(READ))).contains("null".getBytes(UTF_8));
    }

    private Fields fields(String json) {
        return (Fields) decoder.decode(json.getBytes(UTF_8));
    }

    private void assertHolds(String json, FieldPath field, FieldValue value) {
        assertThat(fields(json).get(PROJECTION.slot(field))).as(json).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nan",
                "+Infinity",
                "-NaN",
                "NaN1",
                "Infinity Infinity",
                "01",
                "-01",
                "+1",
                "1.",
                ".5",
                "1e",
                "1e+",
                "-",
                "0x10",
                "1a",
                "True",
                "undefined",
                "\"\t\"",
                "\"\n\"",
                "\"\u0000\"",
                "\"\u001f\"",
                "\"\\x41\"",
                "\"\\u12g4\"",
                "'a'",
                "/**/1",
                "[1 2]",
                "{\"b\"}",
                "[}",
                "{]"
            })
    void shouldRefuseABrokenValueWhetherOrNotItIsRead(String value) {
        assertRefused("{\"read\":" + value + "}", Reason.NOT_JSON);
        assertRefused("{\"kept\":" + value + "}", Reason.NOT_JSON);
        assertRefused("{\"geo\":{\"region\":" + value + "}}", Reason.NOT_JSON);
        assertRefused("{\"other\":" + value + "}", Reason.NOT_JSON);
        assertRefused("{\"other\":[{\"read\":" + value + "}]}", Reason.NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00c0\u00af", "\u00e0\u0080\u00af", "\u00f0\u0080\u0080\u00af", "\u00ed\u00a0\u0080",
                        "\u00ed\u00b0\u0080",
                "\u00f4\u0090\u0080\u0080", "\u00ff", "\u0080", "\u00c3", "\u00e2\u0082"
            })
    void shouldRefuseBytesThatAreNoUtf8WhereverTheyStand(String bytes) {
        for (String around :
                List.of("{\"read\":\"%s\"}", "{\"a fairly long name\":\"%s\"}", "{\"%s\":1}", "{}%s", "%s")) {
            assertReason(decoder.decode(around.formatted(bytes).getBytes(ISO_8859_1)), Reason.BROKEN_UTF8);
        }
    }

    @Test
    void shouldRefuseOtherEncodings() {
        for (Charset other : List.of(UTF_16BE, UTF_16LE, Charset.forName("UTF-32BE"), Charset.forName("UTF-32LE"))) {
            assertReason(decoder.decode("{\"read\":1}".getBytes(other)), Reason.NOT_JSON);
            assertThat(decoder.decode("\uFEFF{\"read\":1}".getBytes(other))).isInstanceOf(BadEvent.class);
        }
    }

    @Test
    void shouldLeaveToOthersWhatIsNotRead() {
        assertThat(decode("{\"x\":1,\"x\":2,\"y\":\"\\ud800\",\"z\":{\"read\":5,\"read\":6},\"n\":1e999999999}")
                        .get(0))
                .isEqualTo(FieldValue.MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "geo", "other", "kept"})
    void shouldTakeNestingUpToTheLimitAndNoFurther(String name) {
        for (String[] pair : new String[][] {{"[", "]"}, {"{\"region\":", "}"}}) {
            // The event itself is the first level.
            assertThat(decoder.decode(bytes(nested(name, pair, LIMITS.maxDepth() - 1))))
                    .isInstanceOf(Fields.class);
            assertRefused(nested(name, pair, LIMITS.maxDepth()), Reason.TOO_DEEP);
        }
        assertRefused(nested(name, new String[] {"[", "]"}, 4_000), Reason.TOO_DEEP);
    }

    private static String nested(String name, String[] pair, int levels) {
        return "{\"" + name + "\":" + pair[0].repeat(levels) + "1" + pair[1].repeat(levels) + "}";
    }

    @Test
    void shouldCallADeepArrayTooDeepEvenAtTheTop() {
        assertRefused("[".repeat(LIMITS.maxDepth()) + "]".repeat(LIMITS.maxDepth()), Reason.NOT_AN_OBJECT);
        assertRefused("[".repeat(LIMITS.maxDepth() + 1), Reason.TOO_DEEP);
    }

    @Test
    void shouldTakeBytesUpToTheLimitAndNoFurther() {
        String longest = "{\"read\":1}" + " ".repeat(LIMITS.maxBytes() - 10);
        assertThat(decode(longest).get(0)).isEqualTo(FieldValue.Number.of(1));
        assertRefused(longest + " ", Reason.TOO_LONG);
    }

    @Test
    void shouldRefuseAnAbsurdlyLongFieldName() {
        String most = "n".repeat(JsonDecoder.MAX_NAME_BYTES - 8);
        assertThat(decode("{\"" + most + "\":1,\"read\":1}").get(0)).isEqualTo(FieldValue.Number.of(1));
        assertRefused("{\"" + "n".repeat(JsonDecoder.MAX_NAME_BYTES + 8) + "\":1}", Reason.TOO_LONG);
    }

    @Test
    void shouldReadEveryKindOfValue() {
        assertThat(decode("{\"read\":\"a\\u00e9\\ud83d\\ude00\\n\"}").get(0)).isEqualTo(new FieldValue.Text("aé😀\n"));
        assertThat(decode("{\"read\":\"aé😀\"}").get(0)).isEqualTo(new FieldValue.Text("aé😀"));
        assertThat(decode("{\"read\":1.50}").get(0).toString()).contains("1.50");
        assertThat(decode("{\"read\":false}").get(0)).isEqualTo(new FieldValue.Bool(false));
        assertThat(decode("{\"read\":null}").get(0)).isEqualTo(FieldValue.MISSING);
        assertThat(decode("{\"read\":{}}").get(0)).isEqualTo(FieldValue.COMPOSITE);
        assertThat(decode("{\"read\":[1]}").get(0)).isEqualTo(FieldValue.COMPOSITE);
        assertThat(decode("{\"read\":1e400}").get(0)).isEqualTo(FieldValue.UNUSABLE_NUMBER);
        assertThat(decode(" {\"r\\u0065ad\" : 7 }\r\n\t").get(0)).isEqualTo(FieldValue.Number.of(7));
    }

    @Test
    void shouldFindInnerFieldsOnlyInsideOfTheirObject() {
        assertThat(decode("{\"region\":1,\"geo\":{\"x\":{\"region\":2},\"region\":3}}")
                        .get(1))
                .isEqualTo(FieldValue.Number.of(3));
        assertThat(decode("{\"geo.region\":1,\"geo\":[{\"region\":2}]}").get(1)).isEqualTo(FieldValue.MISSING);
        assertThat(decode("{\"geo\":\"text\"}").get(1)).isEqualTo(FieldValue.MISSING);
    }

    @Test
    void shouldNotTakeANameWithAZeroCharacterForAnother() {
        assertThat(decode("{\"read\\u0000\":1,\"\\u0000read\":2}").get(0)).isEqualTo(FieldValue.MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.10",
                "-0",
                "0",
                "1E+2",
                "12345678901234567890.0",
                "true",
                "false",
                "null",
                "\"\"",
                "\"a\\u0041\\n\"",
                "\"é😀\"",
                "{ \"a\" : [1.0, {}] }",
                "[ ]",
                "{}",
                "1e400"
            })
    void shouldKeepTheVeryTextOfAVerbatimField(String text) {
        int slot = PROJECTION.slot(FieldPath.parse("kept"));
        for (String around : List.of(
                "{\"kept\":%s}", " { \"é\":1, \"kept\" :\n %s \n, \"read\":2 }", "{\"a\":[1],\"kept\":%s,\"b\":2}")) {
            assertThat(decode(around.formatted(text)).verbatim(slot))
                    .hasValueSatisfying(
                            kept -> assertThat(new String(kept, UTF_8)).isEqualTo(text));
        }
    }

    @Test
    void shouldKeepNoTextOfAFieldThatIsMissing() {
        assertThat(decode("{\"read\":1}").verbatim(PROJECTION.slot(FieldPath.parse("kept"))))
                .isEmpty();
    }

    @Test
    void shouldKeepTextOfAnObjectAndOfAFieldInIt() {
        var outer = FieldPath.parse("o");
        var inner = FieldPath.parse("o.i");
        var projection = Projection.of(List.of(outer, inner));
        var fields = (Fields) new JsonDecoder(projection, LIMITS).decode(bytes("{\"o\": {\"x\":[1], \"i\" : 1.10 } }"));

        assertThat(new String(fields.verbatim(projection.slot(outer)).orElseThrow(), UTF_8))
                .isEqualTo("{\"x\":[1], \"i\" : 1.10 }");
        assertThat(new String(fields.verbatim(projection.slot(inner)).orElseThrow(), UTF_8))
                .isEqualTo("1.10");
    }

    @Test
    void shouldKeepTheWholeValueAsItCame() {
        byte[] json = bytes(" {\"x\":1.10}\n");
        assertThat(((Fields) decoder.decode(Arrays.copyOf(json, json.length))).json())
                .isEqualTo(json);
    }

    private Fields decode(String json) {
        assertThat(decoder.decode(bytes(json))).isInstanceOf(Fields.class);
        return (Fields) decoder.decode(bytes(json));
    }

    private void assertRefused(String json, Reason reason) {
        assertReason(decoder.decode(bytes(json)), reason);
    }

    private static void assertReason(JsonResult result, Reason reason) {
        assertThat(result).isInstanceOfSatisfying(BadEvent.class, bad -> {
            assertThat(bad.reason()).isEqualTo(reason);
            assertThat(bad.detail()).isNotBlank().doesNotContainPattern("\\p{Cntrl}");
        });
    }

    private static byte[] bytes(String json) {
        return json.getBytes(UTF_8);
    }
}
