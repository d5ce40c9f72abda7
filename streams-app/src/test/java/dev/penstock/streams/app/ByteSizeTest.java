// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.app;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ByteSizeTest {

    private static final long GIBIBYTE = 1L << 30;

    @ParameterizedTest
    @CsvSource({"25%, 268435450", "100%, 1073741800", "0%, 0"})
    void shouldTakeSharesOfMemory(String text, long bytes) {
        assertThat(ByteSize.parse(text, () -> GIBIBYTE)).isEqualTo(bytes);
    }

    @Test
    void shouldKnowTheMemoryOfTheMachine() {
        assertThat(ByteSize.parse("100%")).isGreaterThan(Runtime.getRuntime().maxMemory() / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"101%", "%", "-5%", "5 %", "5%%", "2.5%", "lots", "", "9x"})
    void shouldRefuseWhatIsNoSize(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text, () -> GIBIBYTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }
}
