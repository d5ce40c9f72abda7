// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.field;

import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import dev.penstock.event.json.JsonDecoder;
import dev.penstock.event.pipeline.Filter;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class EventFilterTest {

    private static final FieldPath A = FieldPath.parse("a");
    private static final FieldPath B = FieldPath.parse("b");
    private static final Projection PROJECTION = Projection.of(List.of(A, B));
    private static final JsonDecoder DECODER = new JsonDecoder(PROJECTION, DecodeLimits.DEFAULT);

    @Test
    void shouldTakeAValueThatEqualsOneOfItsOwnHoweverItIsSpelled() {
        List<FieldValue.Scalar> values = List.of(
                text(""),
                text("a"),
                text("é\n"),
                text("purchase"),
                text("purchases"),
                text("2"),
                text("true"),
                text("a text of many characters"),
                text("a text of other characters"),
                number("2"),
                number("-2"),
                number("2.50"),
                number("1E+3"),
                number("0"),
                number("12345678901234567890"),
                new FieldValue.Bool(true),
                new FieldValue.Bool(false));
        List<String> spellings = List.of(
                "\"\"",
                "\"a\"",
                "\"\\u0061\"",
                "\"é\\n\"",
                "\"\\u00e9\\u000A\"",
                "\"purchase\"",
                "\"purchases\"",
                "\"Purchase\"",
                "\"2\"",
                "\"true\"",
                "\"a text of many characters\"",
                "\"a text of other characters\"",
                "2",
                "2.0",
                "20e-1",
                "-2",
                "2.5",
                "2.500",
                "1000",
                "1e3",
                "1000.000",
                "0",
                "-0",
                "0.0",
                "0e9",
                "12345678901234567890",
                "1e999",
                "true",
                "false",
                "null",
                "[]",
                "{}",
                "[2]");
        for (String spelling : spellings) {
            // Behind the value nothing, little and much: texts are compared by words of eight bytes.
            for (String rest : List.of("", "  ", ",\"x\":\"something long behind it\"")) {
                Fields fields = decode("{\"a\":" + spelling + rest + "}");
                for (FieldValue.Scalar value : values) {
                    assertThat(filter(A, value).matches(fields))
                            .as("%s takes %s", value, spelling)
                            .isEqualTo(value.equals(fields.get(PROJECTION.slot(A))));
                }
            }
        }
    }

    @Test
    void shouldTakeEachOfSeveralValues() {
        EventFilter filter = filter(A, text("x"), number("1"), new FieldValue.Bool(false));
        assertThat(Stream.of("\"x\"", "1.0", "false").map(value -> decode("{\"a\":" + value + "}")))
                .allMatch(filter::matches);
        assertThat(Stream.of("\"1\"", "2", "true", "null").map(value -> decode("{\"a\":" + value + "}")))
                .noneMatch(filter::matches);
    }

    @Test
    void shouldTakeAnEventForWhichEveryConditionHolds() {
        EventFilter filter =
                EventFilter.compile(new Filter(List.of(condition(A, text("x")), condition(B, text("y")))), PROJECTION);
        assertThat(filter.matches(decode("{\"a\":\"x\",\"b\":\"y\"}"))).isTrue();
        assertThat(filter.matches(decode("{\"a\":\"x\",\"b\":\"z\"}"))).isFalse();
        assertThat(filter.matches(decode("{\"b\":\"y\"}"))).isFalse();
        assertThat(EventFilter.compile(Filter.ALL, PROJECTION).matches(decode("{}")))
                .isTrue();
    }

    private static EventFilter filter(FieldPath field, FieldValue.Scalar... anyOf) {
        return EventFilter.compile(new Filter(List.of(condition(field, anyOf))), PROJECTION);
    }

    private static Filter.Condition condition(FieldPath field, FieldValue.Scalar... anyOf) {
        return new Filter.Condition(field, List.of(anyOf));
    }

    private static FieldValue.Text text(String text) {
        return new FieldValue.Text(text);
    }

    private static FieldValue.Number number(String literal) {
        return new FieldValue.Number(new BigDecimal(literal), literal);
    }

    private static Fields decode(String json) {
        return (Fields) DECODER.decode(json.getBytes(UTF_8));
    }
}
