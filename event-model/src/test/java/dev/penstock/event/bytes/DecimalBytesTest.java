// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.bytes;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

/** Decimals are read as they are written, wherever they stand. */
class DecimalBytesTest {

    @Property
    void shouldReadDigitsAndPoint(
            @ForAll @LongRange(min = -9_999_999_999_999_999L, max = 9_999_999_999_999_999L) long unscaled,
            @ForAll @IntRange(max = 50) int shift,
            @ForAll @IntRange(max = 15) int scale) {
        String literal = BigDecimal.valueOf(unscaled >> shift, scale).toPlainString();
        byte[] bytes = ("7" + literal + "7.7").getBytes(StandardCharsets.US_ASCII);
        int end = 1 + literal.length();

        assertThat(DecimalBytes.unscaled(bytes, 1, end)).isEqualTo(unscaled >> shift);
        assertThat(DecimalBytes.scale(bytes, 1, end)).isEqualTo(scale);
    }
}
