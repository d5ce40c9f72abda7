// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.registered;

import dev.penstock.event.bytes.JsonBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

/** Numbers look as Java writes them. */
class JsonValuesTest {

    @Property
    void shouldPutDecimalsAsTheyAre(
            @ForAll long unscaled, @ForAll @IntRange(max = 63) int shift, @ForAll @IntRange(max = 4) int scale) {
        double number = BigDecimal.valueOf(unscaled >> shift, scale).doubleValue();

        assertThat(put(number)).isEqualTo(Double.toString(number));
    }

    @Property
    void shouldPutAnyNumber(@ForAll double number) {
        assertThat(put(number)).isEqualTo(Double.toString(number));
    }

    private static String put(double number) {
        var out = new JsonBuffer();
        JsonValues.put(number, out);
        return new String(out.toBytes(), StandardCharsets.US_ASCII);
    }
}
