// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.json;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** RFC 8259, by cases that readers are known to get wrong. */
class JsonGrammarTest {

    private static final FieldPath READ = FieldPath.parse("read");
    private static final JsonDecoder DECODER = new JsonDecoder(Projection.of(List.of(READ)), DecodeLimits.DEFAULT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "-0.0",
                "0e0",
                "0E+00",
                "1e-0",
                "0.00",
                "10",
                "1.0E+2",
                "123456789012345678901234567890",
                "1e5000",
                "-1e-5000",
                "\"\"",
                "\" \"",
                "\"\u007f\"",
                "\"\u0085\u2028\u2029\ufeff\uffff\"",
                "\"/\"",
                "\"\\/\"",
                "\"\\u0000\"",
                "\"\\uAbCd\"",
                "\"\\\\\"",
                "\"\\\\u0041\"",
                "\"\\\"\"",
                "\"{}[]:,\"",
                "\"// no comment\"",
                "\"null\"",
                "[]",
                "[ ]",
                "[[],[[]]]",
                "[1,\"\",null,{}]",
                "{}",
                "{ }",
                "{\"\":0}",
                "{\"a\":1,\"a\":2}",
                "{\"\\u0000\":{\"\\\"\":[]}}",
                "true",
                "false",
                "null"
            })
    void shouldTakeWhatTheGrammarAllows(String value) {
        for (String json : List.of(
                "{\"read\":" + value + "}",
                "{\"other\":" + value + "}",
                "\t{\r\n\"read\"\t:\n" + value + "\r}\n ",
                "{\"other\" : [ " + value + " , { \"read\" : " + value + " } ] }")) {
            assertThat(DECODER.decode(json.getBytes(UTF_8))).as(json).isInstanceOf(Fields.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                ":",
                "-",
                "--1",
                "+0",
                "-01",
                "00",
                "0x1",
                "1_000",
                "1,",
                "1.e1",
                "1.-1",
                "1e1.0",
                "1e+-1",
                "1ee1",
                ".1",
                "-.1",
                "1 2",
                "１",
                "-infinity",
                "inf",
                "nan",
                "nul",
                "nulL",
                "Null",
                "truee",
                "tru e",
                "\"",
                "\"\"\"",
                "'a'",
                "\"a",
                "a\"",
                "`a`",
                "“a”",
                "\"\\\"",
                "\"\\u00\"",
                "\"\\u00é0\"",
                "\"\\\n\"",
                "\"\u0000\"",
                "\"\u001f\"",
                "\"\n\"",
                "[",
                "]",
                "[1",
                "[1}",
                "[,]",
                "[1,,2]",
                "[,1]",
                "[1,]",
                "[1:2]",
                "[\"a\":1]",
                "[[]",
                "[]]",
                "{",
                "{]",
                "{1:1}",
                "{null:1}",
                "{a:1}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\":1,,\"b\":2}",
                "{\"a\":1 \"b\":2}",
                "{\"a\",1}",
                "{\"a\"::1}",
                "{\"a\":1:2}",
                "{\"a\":1;}",
                "{[]:1}",
                "{\"a\" \"b\":1}",
                "/**/1",
                "1//",
                "#1",
                "<1>",
                "(1)",
                "\u00a01",
                "\u20281",
                "\u000b1",
                "\f1",
                "\ufeff1",
                "\u00001"
            })
    void shouldRefuseWhatTheGrammarDoesNotAllow(String value) {
        for (String json : List.of(
                "{\"read\":" + value + "}",
                "{\"other\":" + value + "}",
                "{\"other\":[0," + value + "]}",
                "{\"other\":{\"a\":0,\"b\":" + value + "}}")) {
            assertThat(DECODER.decode(json.getBytes(UTF_8)))
                    .as(json)
                    .isInstanceOfSatisfying(
                            BadEvent.class, bad -> assertThat(bad.reason()).isEqualTo(Reason.NOT_JSON));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"read\":1x} | found 'x', expected ',' or '}' (at byte 9)",
                "{\"read\":1 | ends too early, expected ',' or '}' (at byte 9)",
                "{\"read\":é} | found byte 0xc3, expected a value (at byte 8)",
                "{read:1} | found 'r', expected a field name in quotation marks (at byte 1)",
                "{\"read\" 1} | found '1', expected ':' (at byte 8)",
                "{\"x\":[1 2]} | found '2', expected ',' or ']' (at byte 8)",
                "{\"x\":-} | found '}', expected a digit (at byte 6)",
                "{\"x\":\"\\q\"} | found 'q', expected an escape (at byte 7)",
                "{\"x\":\"\\u00g0\"} | found 'g', expected four hexadecimal digits (at byte 10)",
                "{\"x\":\"abc | ends too early, expected the end of a text (at byte 9)",
                "{\"x\":1} {} | found '{', expected nothing more behind the value (at byte 8)"
            })
    void shouldSayWhatItFoundAndWhere(String json, String detail) {
        assertThat(DECODER.decode(json.getBytes(UTF_8))).isEqualTo(new BadEvent(Reason.NOT_JSON, detail));
    }

    @Test
    void shouldTakeNamesUpToTheLimitWhereverTheyStand() {
        for (String around :
                List.of("{\"%s\":1}", "{\"x\":{\"%s\":1}}", "{\"x\":[{\"a\":1,\"%s\":1}]}", "{\"read\":{\"%s\":{}}}")) {
            String most = "n".repeat(JsonDecoder.MAX_NAME_BYTES);
            assertThat(DECODER.decode(around.formatted(most).getBytes(UTF_8))).isInstanceOf(Fields.class);
            assertThat(DECODER.decode(around.formatted(most + "n").getBytes(UTF_8)))
                    .isInstanceOfSatisfying(
                            BadEvent.class, bad -> assertThat(bad.reason()).isEqualTo(Reason.TOO_LONG));
        }
    }

    /** More names than are remembered, so that they take each other's places. */
    @Test
    void shouldFindAFieldAmongAnyNumberOfOthers() {
        for (int i = 0; i < 5_000; i++) {
            String other = "name" + i % 1_700;
            String json = "{\"" + other + "\":1,\"read\":" + i + ",\"" + other + "x\":{},\"x\":2}";
            assertThat(((Fields) DECODER.decode(json.getBytes(UTF_8))).get(0)).isEqualTo(FieldValue.Number.of(i));
        }
    }
}
