// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT0.5S, 500ms",
        "PT1.5S, 1500ms",
        "PT30S, 30s",
        "PT90S, 90s",
        "PT70M, 70m",
        "PT24H, 1d",
        "PT25H, 25h",
        "PT87600H, 3650d"
    })
    void shouldWriteADurationInTheLongestUnitThatMakesItWhole(Duration duration, String text) {
        assertThat(Durations.text(duration)).isEqualTo(text);
    }

    @Property
    void shouldReadWhatItWrote(@ForAll @LongRange(max = 3650L * 86_400_000) long millis) {
        Duration duration = Duration.ofMillis(millis);

        assertThat(Durations.read(Durations.text(duration))).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "-5s", "+5s", "1.5s", "5 s", "5S", "5s ", "1h30m", "٥s"})
    void shouldReadNothingOfAnotherForm(String text) {
        assertThat(Durations.read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3651d", "9223372036854775807ms", "99999999999999999999d"})
    void shouldReadWhatIsTooLongAsLongerThanAnyThatIsTaken(String text) {
        assertThat(Durations.read(text))
                .hasValueSatisfying(read -> assertThat(read).isGreaterThan(Durations.LONGEST));
    }
}
