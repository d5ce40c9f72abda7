// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.time;

import dev.penstock.event.FieldValue;
import dev.penstock.event.Numbers;
import dev.penstock.event.pipeline.Source.Unit;
import dev.penstock.event.pipeline.TimeFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
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
        "MILLIS, 253402300799999, 253402300799999",
        "MICROS, 1431857103250999, 1431857103250",
        "MICROS, 1431857103250999.9, 1431857103250",
        "NANOS, 1431857103250999999, 1431857103250",
        "NANOS, 999999, 0",
        "NANOS, 1.431857103250e18, 1431857103250",
        "AUTO, 1431857103, 1431857103000",
        "AUTO, 1431857103.25, 1431857103250",
        "AUTO, 1431857103250, 1431857103250",
        "AUTO, 1431857103250999, 1431857103250",
        "AUTO, 1431857103250999999, 1431857103250",
        "AUTO, 315532800, 315532800000",
        "AUTO, 4102444799, 4102444799000"
    })
    void shouldReadTimeSinceTheEpoch(Unit unit, String literal, long millis) {
        assertThat(EventTime.parse(number(literal), TimeFormat.of(unit))).hasValue(millis);
        // Scripts and databases write numbers as text so that no reader makes a double of them.
        assertThat(EventTime.parse(new FieldValue.Text(literal), TimeFormat.of(unit)))
                .isEqualTo(literal.contains("e") ? OptionalLong.empty() : OptionalLong.of(millis));
    }

    @ParameterizedTest
    @CsvSource({
        "SECONDS, -1", "SECONDS, -0.0001", "SECONDS, 253402300800", "SECONDS, 1e15", "SECONDS, 1e308",
        "MILLIS, -1", "MILLIS, -1e-400", "MILLIS, 253402300800000", "MILLIS, 1e18", "MILLIS, 9223372036854775808",
        "MILLIS, 1e308", "ISO8601, 1431857103250", "MICROS, -1", "MICROS, 253402300800000000", "NANOS, -1",
        "NANOS, 253402300800000000000", "AUTO, 0", "AUTO, -1431857103", "AUTO, 315532799", "AUTO, 4102444800",
        "AUTO, 20150517", "AUTO, 1e308"
    })
    void shouldRefuseNumbersThatAreNoTime(Unit unit, String literal) {
        assertThat(EventTime.parse(number(literal), TimeFormat.of(unit))).isEmpty();
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
        "2015-05-17 10:05:03Z, 1431857103000",
        "2015-05-17 10:05:03z, 1431857103000",
        "2015-05-17 10:05:03.250+00:00, 1431857103250",
        "2015-05-17 12:05:03.25+02, 1431857103250",
        "2015-05-17 10:05Z, 1431857100000",
        "'2015-05-17T10:05:03,25Z', 1431857103250",
        "2015-05-17T10:05:03.2509999999Z, 1431857103250",
        "2015-05-17T10:05:03-00:00, 1431857103000",
        "2015-05-17T10:05:03Z[UTC], 1431857103000",
        "2015-05-17T12:05:03+02:00[Europe/Berlin], 1431857103000",
        "2015-05-17T12:05+02:00[Europe/Berlin][u-ca=gregory], 1431857100000",
        "2015-05-17T12:05:03[Europe/Berlin], 1431857103000",
        "2015-05-17T10:05:03[UTC], 1431857103000",
        "1970-01-01T00:00:00Z, 0",
        "9999-12-31T23:59:59.999Z, 253402300799999"
    })
    void shouldReadIso8601(String text, long millis) {
        assertThat(EventTime.parse(new FieldValue.Text(text), TimeFormat.of(Unit.ISO8601)))
                .hasValue(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2015-05-17",
                "2015-05-17T10:05:03",
                "2015-05-17T10:05:03.25",
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
                "1431857103",
                "1431857103250",
                "now",
                "٢٠١٥-٠٥-١٧T10:05:03Z"
            })
    void shouldRefuseTextThatIsNoTimeWithAnOffset(String text) {
        assertThat(EventTime.parse(new FieldValue.Text(text), TimeFormat.of(Unit.ISO8601)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2015-05-17                    | there is no time of day behind the date",
                "20150517T100503Z              | expected a date such as 2015-05-17, found '20150517T100503Z'",
                "1431857103                    | it is a number; the units seconds, millis, micros and nanos read those",
                "2015-02-29T00:00:00Z          | the day is 29, expected 1 to 28",
                "2015-13-01T00:00:00Z          | the month is 13, expected 1 to 12",
                "2015-05-17T24:00:00Z          | the hour is 24, expected 0 to 23",
                "2016-12-31T23:59:60Z          | the second is 60, expected 0 to 59",
                "2015-05-17_10:05:03Z          | expected a T or a blank behind the date, found '_10:05:03Z'",
                "2015-05-17T10                 | expected a time of day such as 10:05:03, found '10'",
                "2015-05-17T10:05:03           | it has no offset such as Z or +02:00; a 'zone' beside the unit would say where its clock stands",
                "2015-05-17T10:05:03 CET       | expected an offset such as Z or +02:00, found ' CET'",
                "2015-05-17T12:05:03+19:00     | the offset is +19:00, at most 18:00",
                "2015-05-17T12:05:03+02:60     | the minute of the offset is 60, expected 0 to 59",
                "2015-05-17T10:05:03ZZ         | expected nothing but a time zone in brackets behind the offset, found 'Z'",
                "2015-05-17T10:05:03[Berlin]   | there is no time zone 'Berlin'",
                "1969-12-31T23:59:59Z          | it lies before them",
                "9999-12-31T23:59:59-01:00     | it lies after them"
            })
    void shouldSayWhatIsWrongWithAText(String text, String fault) {
        assertThat(EventTime.expected(new FieldValue.Text(text), TimeFormat.of(Unit.ISO8601)))
                .isEqualTo("expected a time in iso8601 between 1970 and 9999: " + fault);
    }

    @Test
    void shouldSayThatTheUnitOfANumberCannotBeTold() {
        assertThat(EventTime.expected(number("20150517"), TimeFormat.of(Unit.AUTO)))
                .isEqualTo(
                        "expected a time in auto between 1970 and 9999: which unit it is in can't be told, since it lies"
                                + " between 1980 and 2100 in none of them");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-30T08:00:00, 2026-11-30T07:00:00Z",
        "2026-11-30 08:00:00.250, 2026-11-30T07:00:00.250Z",
        "2026-07-01 08:00, 2026-07-01T06:00:00Z",
        "2026-11-30T08:00:00Z, 2026-11-30T08:00:00Z", // an offset says more
        "2026-11-30T08:00:00[America/New_York], 2026-11-30T13:00:00Z",
        "2026-03-29 02:30:00, 2026-03-29T01:30:00Z", // no such time: clocks go from 02:00 to 03:00
        "2026-10-25 02:30:00, 2026-10-25T00:30:00Z", // twice: the first
    })
    void shouldReadATimeWithoutAnOffsetByTheClockOfItsZone(String text, Instant time) {
        for (Unit unit : List.of(Unit.ISO8601, Unit.AUTO)) {
            assertThat(EventTime.parse(
                            new FieldValue.Text(text),
                            new TimeFormat(unit, Optional.of(ZoneId.of("Europe/Stockholm")))))
                    .hasValue(time.toEpochMilli());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseWhatIsNeitherNumberNorText(Unit unit) {
        for (FieldValue value : List.of(
                FieldValue.MISSING, FieldValue.COMPOSITE, FieldValue.UNUSABLE_NUMBER, new FieldValue.Bool(true))) {
            assertThat(EventTime.parse(value, TimeFormat.of(unit))).isEqualTo(OptionalLong.empty());
        }
    }

    private static FieldValue number(String literal) {
        return new FieldValue.Number(Numbers.parse(literal).orElseThrow(), literal);
    }
}
