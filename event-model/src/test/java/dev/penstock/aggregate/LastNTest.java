// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.codec.TileWriter;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class LastNTest {

    private static LastN last(int n) {
        return new LastN(States.X, BigDecimal.valueOf(n));
    }

    private static List<BigDecimal> numbers(String... numbers) {
        return Stream.of(numbers).map(BigDecimal::new).toList();
    }

    @Test
    void shouldKeepTheGreatestOfOneTimeAndThoseThatComeTwice() {
        assertThat(States.value(last(3), "1", "3", "2", "3")).isEqualTo("[3,3,2]");
        assertThat(States.value(last(3), "1")).isEqualTo("[1]");
        assertThat(States.value(last(3))).isEqualTo("[]");
    }

    @Test
    void shouldReadAndMergeStatesOfAGreaterN() {
        byte[] five = States.of(last(5), numbers("1", "2", "3", "4", "5"));

        assertThat(States.value(last(2), five)).isEqualTo("[5,4]");
        var merged = new TileWriter();
        last(2).newMerger().merge(new TileReader(five), new TileReader(States.of(last(2), numbers("9", "4"))), merged);
        assertThat(merged.toByteArray()).isEqualTo(States.of(last(2), numbers("9", "5")));
    }
}
