// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import dev.penstock.event.json.JsonDecoder;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class FieldsTest {

    private static final JsonDecoder DECODER =
            new JsonDecoder(Projection.of(List.of(FieldPath.parse("a"))), DecodeLimits.DEFAULT);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"text\"       | TEXT   | text",
                "\"\"           | TEXT   | ``",
                "\"é\\n\"       | TEXT   | é\\n",
                "-12.50e3       | NUMBER | -12.50e3",
                "1e999          | NUMBER | 1e999",
                "true           | TRUE   | true",
                "false          | FALSE  | false",
                "null           | NULL   | null",
                "{ \"b\": [1] } | OBJECT | { \"b\": [1] }",
                "[ ]            | ARRAY  | [ ]"
            })
    void shouldSayWhatAFieldHoldsAndWhereItStands(String value, FieldKind kind, String text) {
        Fields fields = decode("{ \"x\":1, \"a\" : " + value + " }");

        assertThat(fields.kind(0)).isEqualTo(kind);
        assertThat(fields.isPresent(0)).isTrue();
        assertThat(new String(fields.bytes(), fields.start(0), fields.end(0) - fields.start(0), UTF_8))
                .isEqualTo(text);
        assertThat(fields.isEscaped(0)).isEqualTo(value.contains("\\"));
    }

    @Test
    void shouldTellNullFromAFieldThatIsNotThere() {
        assertThat(decode("{\"a\":null}").isPresent(0)).isTrue();
        assertThat(decode("{\"b\":1}").isPresent(0)).isFalse();
        assertThat(decode("{\"b\":1}").kind(0)).isEqualTo(FieldKind.ABSENT);
    }

    @Property
    void shouldReadNumbersOfUpToEighteenCharactersAsALong(@ForAll("plainNumbers") String literal) {
        Fields fields = decode("{\"a\":" + literal + "}");

        assertThat(fields.fitsLong(0)).isEqualTo(literal.length() <= 18);
        if (fields.fitsLong(0)) {
            assertThat(BigDecimal.valueOf(fields.unscaled(0), fields.scale(0))).isEqualTo(new BigDecimal(literal));
        }
    }

    @Provide
    static Arbitrary<String> plainNumbers() {
        Arbitrary<String> digits = Arbitraries.strings().numeric().ofMaxLength(19);
        return Combinators.combine(
                        Arbitraries.of("", "-"), Arbitraries.integers().between(0, 9), digits, digits)
                .as((sign, first, more, fraction) ->
                        sign + first + (first == 0 ? "" : more) + (fraction.isEmpty() ? "" : "." + fraction));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1", "0E0", "\"12\"", "true", "null", "[1]", "1234567890123456789"})
    void shouldNotReadAnythingElseAsALong(String value) {
        assertThat(decode("{\"a\":" + value + "}").fitsLong(0)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 308, 309, 310, 400, 401, 999, 1_000, 1_001})
    void shouldKnowLongNumbersByTheBoundsOfAllNumbers(int digits) {
        for (String literal : List.of(
                "9".repeat(digits) + "1",
                "0." + "0".repeat(digits) + "1",
                "-1." + "1".repeat(digits) + "5E-3",
                "1e" + digits)) {
            Fields fields = decode("{\"a\":" + literal + "}");
            var expected = Numbers.parse(literal);
            assertThat(fields.isUsableNumber(0)).as(literal).isEqualTo(expected.isPresent());
            assertThat(fields.get(0))
                    .as(literal)
                    .isEqualTo(expected.<FieldValue>map(value -> new FieldValue.Number(value, literal))
                            .orElse(FieldValue.UNUSABLE_NUMBER));
        }
    }

    @Test
    void shouldHoldTheValuesThatItWasMadeOf() {
        byte[] json = "{}".getBytes(UTF_8);
        var values = new FieldValue[] {
            new FieldValue.Text("é\"\\"),
            new FieldValue.Number(new BigDecimal("-1.50"), "-1.50"),
            new FieldValue.Number(new BigDecimal("1E+3"), "1E+3"),
            new FieldValue.Bool(true),
            new FieldValue.Bool(false),
            FieldValue.MISSING,
            FieldValue.COMPOSITE,
            FieldValue.UNUSABLE_NUMBER,
            new FieldValue.Text("")
        };
        Fields fields = Fields.of(json, values);

        for (int slot = 0; slot < values.length; slot++) {
            assertThat(fields.get(slot)).isEqualTo(values[slot]);
            assertThat(fields.verbatim(slot)).isEmpty();
            assertThat(fields.isEscaped(slot)).isFalse();
        }
        assertThat(fields.json()).isSameAs(json);
        assertThat(((FieldValue.Number) fields.get(1)).literal()).isEqualTo("-1.50");
        assertThat(fields.unscaled(1)).isEqualTo(-150);
        assertThat(fields.fitsLong(2)).isFalse();
        assertThat(fields.isPresent(5)).isFalse();
        assertThat(new String(fields.bytes(), fields.start(0), fields.end(0) - fields.start(0), UTF_8))
                .isEqualTo("é\"\\");
    }

    private static Fields decode(String json) {
        return (Fields) DECODER.decode(json.getBytes(UTF_8));
    }
}
