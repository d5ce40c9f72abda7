// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.generator;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import static org.assertj.core.api.Assertions.assertThat;

class Utf8BufferTest {

    private final Utf8Buffer buffer = new Utf8Buffer();

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 99, 100, 101, 999, 1_000, 123_456, 1_795_344_000_123L, Long.MAX_VALUE})
    void shouldWriteNumbersAsJavaDoes(long number) {
        buffer.text(Utf8Buffer.utf8("n=")).digits(number);

        assertThat(text()).isEqualTo("n=" + number);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 19})
    void shouldFillUpWithZeros(int count) {
        buffer.digits(7, count);

        assertThat(text()).isEqualTo(String.format(Locale.ROOT, "%0" + count + "d", 7));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5, 99, 100, 12_345})
    void shouldWriteAmountsWithTwoDecimals(long cents) {
        buffer.cents(cents);

        assertThat(text()).isEqualTo(String.format(Locale.ROOT, "%.2f", cents / 100.0));
    }

    private String text() {
        return new String(buffer.toBytes(), StandardCharsets.UTF_8);
    }
}
