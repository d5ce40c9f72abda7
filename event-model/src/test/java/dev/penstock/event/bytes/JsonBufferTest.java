// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.bytes;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

/** What is put is what JSON has for it. */
class JsonBufferTest {

    @Property
    void shouldPutAnyNumber(@ForAll long number, @ForAll @IntRange(max = 63) int shift) {
        assertThat(put(number >> shift)).isEqualTo(Long.toString(number >> shift));
    }

    @Example
    void shouldPutNumbersAroundPowersOfTen() {
        long ten = 1;
        for (int i = 0; i < 19; i++, ten *= 10) {
            for (long number : new long[] {ten - 1, ten, ten + 1, -ten, 1 - ten}) {
                assertThat(put(number)).isEqualTo(Long.toString(number));
            }
        }
        assertThat(put(Long.MIN_VALUE)).isEqualTo(Long.toString(Long.MIN_VALUE));
        assertThat(put(Long.MAX_VALUE)).isEqualTo(Long.toString(Long.MAX_VALUE));
    }

    @Property
    void shouldPutTheLastDigits(@ForAll long number, @ForAll @IntRange(min = 1, max = 19) int count) {
        var out = new JsonBuffer();
        out.digits(number, count);

        String digits = "0".repeat(19) + Long.toString(number).replace("-", "");
        assertThat(new String(out.toBytes(), StandardCharsets.US_ASCII))
                .isEqualTo(digits.substring(digits.length() - count));
    }

    private static String put(long number) {
        var out = new JsonBuffer(1, 100);
        out.number(number);
        return new String(out.toBytes(), StandardCharsets.US_ASCII);
    }
}
