// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TableTest {

    private final Table table = new Table("contender", "events/s")
            .row(List.of("a", Numbers.text(new Spread(1_234_567, 1_000_000, 2_000_000))))
            .row(List.of("something-long", Numbers.text(new Spread(0.1234, 0.1234, 0.1234))));

    @Test
    void shouldAlignColumns() {
        assertThat(table.plain().lines())
                .containsExactly(
                        "contender" + " ".repeat(30) + "events/s",
                        "a" + " ".repeat(15) + "1,234,567 (1,000,000-2,000,000)",
                        "something-long" + " ".repeat(28) + "0.123");
    }

    @Test
    void shouldWriteMarkdown() {
        assertThat(new Table("a", "bcd").row(List.of("x", "1")).markdown()).isEqualTo("""
                | a | bcd |
                | - | --: |
                | x |   1 |""");
    }

    @Test
    void shouldRefuseARowOfAnotherWidth() {
        assertThatThrownBy(() -> table.row(List.of("only one"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldShowAsManyDigitsAsMatter() {
        assertThat(Numbers.text(0)).isEqualTo("0");
        assertThat(Numbers.text(0.5)).isEqualTo("0.500");
        assertThat(Numbers.text(2.345)).isEqualTo("2.35");
        assertThat(Numbers.text(23.45)).isEqualTo("23.5");
        assertThat(Numbers.text(1234.5)).isEqualTo("1,235");
    }

    @Test
    void shouldShowThatAFigureIsUnknown() {
        assertThat(Numbers.text(new Spread(-1, -1, -1))).isEqualTo("-");
    }
}
