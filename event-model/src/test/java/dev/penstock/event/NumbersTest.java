// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class NumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1",
                "-17",
                "0.1",
                "1.10",
                "1e3",
                "1E+3",
                "1e-3",
                "4.9e-324",
                "-4.9e-324",
                "1.7976931348623157e308",
                "-1.7976931348623157e308",
                "1e308",
                "1e-400",
                "12345678901234567890.12345678901"
            })
    void shouldKeepTheExactValue(String literal) {
        assertThat(Numbers.parse(literal))
                .hasValueSatisfying(value -> assertThat(value).isEqualByComparingTo(new BigDecimal(literal)));
    }

    static Stream<String> outside() {
        return Stream.of(
                "1e309",
                "1e400",
                "-1e400",
                "1.8e308",
                "1e-401",
                "1e-500",
                "1e999999999",
                "-1e999999999",
                "1e-999999999",
                "1e2147483647",
                "1e2147483648",
                "1e-2147483648",
                "1e99999999999999999999",
                "9".repeat(310),
                "9".repeat(1_001),
                "0." + "1".repeat(401),
                "0." + "0".repeat(998) + "1");
    }

    @ParameterizedTest
    @MethodSource("outside")
    void shouldRefuseWhatLiesOutsideOfTheBounds(String literal) {
        assertThat(Numbers.parse(literal)).isEmpty();
    }

    @Test
    void shouldTakeAsManyDigitsAsTheBoundsAllow() {
        String integer = "1".repeat(Numbers.MAX_INTEGER_DIGITS);
        String fraction = "3".repeat(Numbers.MAX_SCALE);
        assertThat(Numbers.parse(integer + "." + fraction)).hasValue(new BigDecimal(integer + "." + fraction));
        assertThat(Numbers.parse("0e-5000")).hasValue(BigDecimal.ZERO);
    }

    @ParameterizedTest
    @CsvSource({"2, 2.0", "2, 2e0", "200, 2E2", "0, -0", "0, 0.000", "0, 0e5", "0.5, 5e-1", "1e308, 10e307"})
    void shouldTakeSpellingsOfOneNumberForEqual(String one, String other) {
        assertThat(number(one)).isEqualTo(number(other)).hasSameHashCodeAs(number(other));
        assertThat(number(one).asText()).isEqualTo(one);
    }

    @Test
    void shouldTellNumbersApartThatADoubleDoesNot() {
        assertThat(number("9007199254740993")).isNotEqualTo(number("9007199254740992"));
        assertThat(number("0.1")).isNotEqualTo(number("0.10000000000000000001"));
        assertThat(number("1")).isNotEqualTo(new FieldValue.Text("1"));
    }

    private static FieldValue.Number number(String literal) {
        return new FieldValue.Number(Numbers.parse(literal).orElseThrow(), literal);
    }
}
