// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.time;

import dev.penstock.event.time.TimeUnitGuess.Unit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class TimeUnitGuessTest {

    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "1796032800, SECONDS",
        "1796032800.25, SECONDS",
        "1.7960328e9, SECONDS",
        "1796032800000, MILLISECONDS",
        "1796032800000000, MICROSECONDS",
        "1796032800000000000, NANOSECONDS",
        "885024000, SECONDS",
        "1431857103000, MILLISECONDS"
    })
    void shouldFindTheUnitInWhichANumberIsABelievableTime(BigDecimal number, Unit unit) {
        assertThat(TimeUnitGuess.near(number, NOW)).map(TimeUnitGuess::unit).contains(unit);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-1796032800", "1000", "60000", "20787", "17960328000", "1e400", "1e-400", "1e2147483000"})
    void shouldFindNoneForWhatIsNoTimeInAnyUnit(BigDecimal number) {
        assertThat(TimeUnitGuess.near(number, NOW)).isEmpty();
    }

    @Test
    void shouldSayWhatTheNumberMeansInTheUnit() {
        assertThat(TimeUnitGuess.near(new BigDecimal("1796032800"), NOW))
                .hasToString("Optional[as seconds it would be 2026-11-30T10:00:00Z]");
    }

    @Property
    void shouldFindTheUnitOfEveryTimeOfTheLastThirtyYears(
            @ForAll @LongRange(min = 852_076_800, max = 1_796_032_800) long seconds) {
        for (Unit unit : Unit.values()) {
            var number = BigDecimal.valueOf(seconds).scaleByPowerOfTen(3 * unit.ordinal());
            assertThat(TimeUnitGuess.near(number, NOW))
                    .contains(new TimeUnitGuess(unit, Instant.ofEpochSecond(seconds)));
        }
    }
}
