// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.TileFormatException;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.codec.TileWriter;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import static dev.penstock.aggregate.States.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class QuantileTest {

    private static final BigDecimal ALLOWED = new BigDecimal("0.01");

    private static Quantile quantile(String q) {
        return new Quantile(States.X, new BigDecimal(q));
    }

    @Property(tries = 300)
    void shouldBeOffByAHundredthAtMost(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 400) int size,
            @ForAll @IntRange(max = 1_000) int q) {
        var numbers = new ArrayList<BigDecimal>();
        for (int i = 0; i < size; i++) {
            // From a thousand millionth to ten million million, of either sign, and zeros.
            numbers.add(random.nextInt(20) == 0 ? BigDecimal.ZERO : number(random, 9, 22));
        }
        Quantile quantile = quantile(BigDecimal.valueOf(q, 3).toString());
        String value = value(quantile, States.of(quantile, numbers));

        Collections.sort(numbers);
        BigDecimal exact =
                numbers.get(BigDecimal.valueOf(size - 1L).multiply(quantile.q()).intValue());
        assertThat(new BigDecimal(value).subtract(exact).abs())
                .as("%s instead of %s", value, exact)
                .isLessThanOrEqualTo(exact.abs().multiply(ALLOWED));
    }

    private static BigDecimal number(Random random, int digitsBehindPoint, int digits) {
        var unscaled = new BigInteger(1 + random.nextInt(3 * digits), random).add(BigInteger.ONE);
        return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), digitsBehindPoint);
    }

    @Example
    void shouldTakeTheNumberAtItsPlace() {
        assertThat(value(quantile("0.5"), "1", "100", "10000")).startsWith("99.");
        assertThat(value(quantile("0"), "-5", "0", "5")).isEqualTo("-5.02219");
        assertThat(value(quantile("0.5"), "-5", "0", "5")).isEqualTo("0");
        assertThat(value(quantile("1"), "-5", "0", "5")).isEqualTo("5.02219");
        assertThat(value(quantile("0.5"))).isEqualTo("null");
    }

    @Example
    void shouldTakeNumbersBeyondTheLastBinForThoseInIt() {
        assertThat(value(quantile("1"), "1e300")).isEqualTo(value(quantile("1"), "1e19"));
        assertThat(value(quantile("0"), "-1e300")).isEqualTo(value(quantile("0"), "-1e19"));
        assertThat(value(quantile("0"), "1e-10", "-1e-300")).isEqualTo("0");
    }

    @Example
    void shouldStaySmallWhateverTheNumbersAre() {
        var random = new Random(3);
        var numbers = new ArrayList<BigDecimal>();
        for (int i = 0; i < 100_000; i++) {
            numbers.add(number(random, 12, 40));
        }
        assertThat(States.of(quantile("0.5"), numbers)).hasSizeLessThan(26_000);

        List<BigDecimal> prices = numbers.stream()
                .map(number -> number.remainder(BigDecimal.valueOf(1_000)).abs().add(BigDecimal.ONE))
                .toList();
        assertThat(States.of(quantile("0.5"), prices)).hasSizeLessThan(1_500);
    }

    @Example
    void shouldRefuseWhatAreNoBins() {
        for (int[] bins : new int[][] {{5, 2, 1, 0, 1}, {2, 2}, {4, 2, 0, 4, 1}, {6, 0xFF, 0xFF, 0x7F, 1, 1, 1}}) {
            var out = new TileWriter();
            for (int each : bins) {
                out.single(each);
            }
            byte[] state = out.toByteArray();
            assertThatThrownBy(() -> value(quantile("0.5"), state)).isInstanceOf(TileFormatException.class);
            assertThatThrownBy(() -> quantile("0.5")
                            .newMerger()
                            .merge(new TileReader(state), new TileReader(state), new TileWriter()))
                    .isInstanceOf(TileFormatException.class);
        }
    }

    @Example
    void shouldRefuseAnythingButAShare() {
        assertThatThrownBy(() -> quantile("1.01"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("q is 1.01, expected a number from 0 to 1");
        assertThatThrownBy(() -> quantile("-0.1")).isInstanceOf(IllegalArgumentException.class);
    }
}
