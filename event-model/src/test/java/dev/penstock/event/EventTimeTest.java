// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import dev.penstock.event.pipeline.Source.Unit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.OptionalLong;

import static org.assertj.core.api.Assertions.assertThat;

class EventTimeTest {

    @ParameterizedTest
    @CsvSource({
        "SECONDS, 0, 0",
        "SECONDS, 1431857103, 1431857103000",
        "SECONDS, 1431857103.25, 1431857103250",
        "SECONDS, 1431857103.2509, 1431857103250",
        "SECONDS, 1.431857103e9, 1431857103000",
        "SECONDS, 253402300799.9999, 253402300799999",
        "MILLIS, 0, 0",
        "MILLIS, 1431857103250, 1431857103250",
        "MILLIS, 1431857103250.9, 1431857103250",
        "MILLIS, 253402300799999, 253402300799999"
    })
    void shouldReadTimeSinceTheEpoch(Unit unit, String literal, long millis) {
        assertThat(EventTime.parse(number(literal), unit)).hasValue(millis);
    }

    @ParameterizedTest
    @CsvSource({
        "SECONDS, -1", "SECONDS, -0.0001", "SECONDS, 253402300800", "SECONDS, 1e15", "SECONDS, 1e308",
        "MILLIS, -1", "MILLIS, -1e-400", "MILLIS, 253402300800000", "MILLIS, 1e18", "MILLIS, 9223372036854775808",
        "MILLIS, 1e308", "ISO8601, 1431857103250"
    })
    void shouldRefuseNumbersThatAreNoTime(Unit unit, String literal) {
        assertThat(EventTime.parse(number(literal), unit)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2015-05-17T10:05:03Z, 1431857103000",
        "2015-05-17t10:05:03z, 1431857103000",
        "2015-05-17T10:05Z, 1431857100000",
        "2015-05-17T12:05:03+02:00, 1431857103000",
        "2015-05-17T12:05:03+0200, 1431857103000",
        "2015-05-17T12:05:03+02, 1431857103000",
        "2015-05-17T04:35:03-05:30, 1431857103000",
        "2015-05-17T04:35:03-0530, 1431857103000",
        "2015-05-17T10:05:03+00:00, 1431857103000",
        "2015-05-17T10:05:03.2Z, 1431857103200",
        "2015-05-17T10:05:03.25Z, 1431857103250",
        "2015-05-17T10:05:03.250Z, 1431857103250",
        "2015-05-17T10:05:03.2509Z, 1431857103250",
        "2015-05-17T10:05:03.25099Z, 1431857103250",
        "2015-05-17T10:05:03.250999Z, 1431857103250",
        "2015-05-17T10:05:03.2509999Z, 1431857103250",
        "2015-05-17T10:05:03.25099999Z, 1431857103250",
        "2015-05-17T12:05:03.250999999+02:00, 1431857103250",
        "2016-02-29T00:00:00Z, 1456704000000",
        "1970-01-01T00:00:00Z, 0",
        "9999-12-31T23:59:59.999Z, 253402300799999"
    })
    void shouldReadIso8601(String text, long millis) {
        assertThat(EventTime.parse(new FieldValue.Text(text), Unit.ISO8601)).hasValue(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2015-05-17",
                "2015-05-17T10:05:03",
                "2015-05-17T10:05:03.25",
                "2015-05-17 10:05:03Z",
                "2015-05-17T10:05:03 Z",
                " 2015-05-17T10:05:03Z",
                "2015-05-17T10:05:03Z\n",
                "2015-05-17T10:05:03ZZ",
                "2015-05-17T10:05:03Z+00",
                "2015-05-17T12:05:03+02:00+0200",
                "2015-05-17T12:05:03+2",
                "2015-05-17T12:05:03+02:00:00",
                "2015-05-17T12:05:03+020",
                "2015-05-17T12:05:03+19:00",
                "2015-05-17T12:05:03+02:60",
                "2015-05-17T10:05:03.Z",
                "2015-05-17T10:05:03,5Z",
                "2015-05-17T10:05:03.1234567890Z",
                "2015-05-17T23:59:60Z",
                "2015-05-17T24:00:00Z",
                "2015-05-17T10:60:00Z",
                "2015-02-29T00:00:00Z",
                "2015-02-30T00:00:00Z",
                "2015-04-31T00:00:00Z",
                "2015-13-01T00:00:00Z",
                "2015-00-01T00:00:00Z",
                "2015-01-00T00:00:00Z",
                "15-05-17T10:05:03Z",
                "10000-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "9999-12-31T23:59:59-01:00",
                "-2015-05-17T10:05:03Z",
                "0000-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "1970-01-01T00:00:00+02:00",
                "2015-W20-7T10:05:03Z",
                "20150517T100503Z",
                "2015-05-17T10:05:03[UTC]",
                "2015-05-17T10:05:03Z[UTC]",
                "1431857103",
                "1431857103250",
                "now",
                "٢٠١٥-٠٥-١٧T10:05:03Z"
            })
    void shouldRefuseTextThatIsNoTimeWithAnOffset(String text) {
        assertThat(EventTime.parse(new FieldValue.Text(text), Unit.ISO8601)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SECONDS", "MILLIS"})
    void shouldRefuseTimeSinceTheEpochThatIsWrittenAsText(Unit unit) {
        assertThat(EventTime.parse(new FieldValue.Text("1431857103"), unit)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseWhatIsNeitherNumberNorText(Unit unit) {
        for (FieldValue value : List.of(
                FieldValue.MISSING, FieldValue.COMPOSITE, FieldValue.UNUSABLE_NUMBER, new FieldValue.Bool(true))) {
            assertThat(EventTime.parse(value, unit)).isEqualTo(OptionalLong.empty());
        }
    }

    private static FieldValue number(String literal) {
        return new FieldValue.Number(Numbers.parse(literal).orElseThrow(), literal);
    }
}
