// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.decode;

import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldPath;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import dev.penstock.event.json.JsonDecoder;
import dev.penstock.event.pipeline.Source.Unit;
import dev.penstock.event.pipeline.TimeFormat;
import dev.penstock.event.time.EventTime;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A time that is read where it stands is the one that its value gives. */
class TimeInPlaceTest {

    private static final JsonDecoder DECODER =
            new JsonDecoder(Projection.of(List.of(FieldPath.parse("t"))), DecodeLimits.DEFAULT);

    @Test
    void shouldKnowEveryDay() {
        for (var day = LocalDate.of(1969, 12, 1); day.getYear() < 2405; day = day.plusDays(1)) {
            long expected = day.toEpochDay() < 0 ? -1 : day.toEpochDay() * 86_400_000L;
            assertThat(inPlace("\"" + day + "T00:00:00Z\"", Unit.ISO8601))
                    .as(day.toString())
                    .isEqualTo(expected);
        }
    }

    @Property
    void shouldReadIso8601AsItsValueIsRead(@ForAll("times") String time) {
        assertSame("\"" + time + "\"", Unit.ISO8601);
    }

    @Property
    void shouldReadDamagedIso8601AsItsValueIsRead(
            @ForAll("times") String time,
            @ForAll("damages") String damage,
            @ForAll int place,
            @ForAll boolean replace) {
        int at = Math.floorMod(place, time.length());
        assertSame("\"" + time.substring(0, at) + damage + time.substring(replace ? at + 1 : at) + "\"", Unit.ISO8601);
    }

    @Property
    void shouldReadNumbersAsTheirValueIsRead(@ForAll("numbers") String number, @ForAll Unit unit) {
        assertSame(number, unit);
    }

    @Test
    void shouldReadTimesAtTheBoundsAsTheirValueIsRead() {
        for (Unit unit : Unit.values()) {
            for (String value : List.of(
                    "0",
                    "-0",
                    "-0.0",
                    "-1",
                    "0.0009",
                    "253402300799",
                    "253402300799.999",
                    "253402300799.9999",
                    "253402300800",
                    "253402300799999",
                    "253402300799999.9",
                    "253402300800000",
                    "999999999999999999",
                    // A thousand times that is 384 in 64 bits.
                    "18446744073709552",
                    "9223372036854775807",
                    "99999999999999999.9",
                    "1.43185710325e12",
                    "null",
                    "true",
                    "[]",
                    "\"1\"",
                    "\"1700000000000000\"",
                    "\"1700000000.25\"",
                    "1700000000",
                    "1700000000000",
                    "1700000000000000",
                    "1700000000000000000",
                    "-1700000000000000000",
                    "1700000000000000000.5",
                    "253402300799999999999",
                    "253402300800000000000",
                    "0.00000000000000001",
                    "\"\"",
                    "\"9999-12-31T23:59:59.999Z\"",
                    "\"9999-12-31T23:59:59.999-00:01\"",
                    "\"1970-01-01T00:00:00+00:01\"",
                    "\"2015-05-17T10:05:03\\u005a\"")) {
                assertSame(value, unit);
            }
        }
    }

    @Provide
    static Arbitrary<String> times() {
        Arbitrary<String> dates = Combinators.combine(
                        Arbitraries.integers().between(1960, 2110), two(0, 13), two(0, 32))
                .as((year, month, day) -> year + "-" + month + "-" + day);
        Arbitrary<String> times = Combinators.combine(
                        two(0, 24),
                        two(0, 60),
                        two(0, 60),
                        Arbitraries.strings().numeric().ofMaxLength(10))
                .as((hour, minute, second, fraction) ->
                        hour + ":" + minute + ":" + second + (fraction.isEmpty() ? "" : "." + fraction));
        Arbitrary<String> offsets = Arbitraries.oneOf(
                Arbitraries.of("Z", "z", "", "+02", "-0530"),
                Combinators.combine(Arbitraries.of("+", "-"), two(0, 20), two(0, 60))
                        .as((sign, hours, minutes) -> sign + hours + ":" + minutes));
        return Combinators.combine(dates, Arbitraries.of("T", "T", "T", "t", " "), times, offsets)
                .as((date, t, time, offset) -> date + t + time + offset);
    }

    private static Arbitrary<String> two(int least, int most) {
        return Arbitraries.integers().between(least, most).map(number -> String.format("%02d", number));
    }

    @Provide
    static Arbitrary<String> damages() {
        return Arbitraries.of("", "0", "9", "-", "+", ".", ":", "T", "Z", " ", "/", ";", "é", "٢", "x");
    }

    @Provide
    static Arbitrary<String> numbers() {
        return Combinators.combine(
                        Arbitraries.of("", "", "", "-"),
                        Arbitraries.longs().between(0, Long.MAX_VALUE),
                        Arbitraries.strings().numeric().ofMaxLength(8),
                        Arbitraries.of("", "", "e3", "E-3"))
                .as((sign, integer, fraction, exponent) ->
                        sign + integer + (fraction.isEmpty() ? "" : "." + fraction) + exponent);
    }

    private static void assertSame(String value, Unit unit) {
        assertThat(inPlace(value, unit))
                .as("%s in %s", value, unit)
                .isEqualTo(EventTime.parse(decode(value).get(0), TimeFormat.of(unit))
                        .orElse(-1));
    }

    private static long inPlace(String value, Unit unit) {
        return EventTime.parse(decode(value), 0, TimeFormat.of(unit));
    }

    private static Fields decode(String value) {
        return (Fields) DECODER.decode(("{\"t\":" + value + "}").getBytes(UTF_8));
    }
}
