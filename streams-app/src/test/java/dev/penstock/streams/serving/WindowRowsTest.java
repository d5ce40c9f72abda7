// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

import dev.penstock.streams.state.StoreRole;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class WindowRowsTest {

    private static final byte[] NO_KEY = {};

    @Test
    void shouldPutThePartsOfPartitionsInTheOrderOfKeys() {
        var rows = WindowRows.of(first(10), List.of(complete("a", "d"), complete("b"), complete()));

        assertThat(keys(rows)).containsExactly("a", "b", "d");
        assertThat(rows.complete()).isTrue();
    }

    @Test
    void shouldGoNoFartherThanThePartitionThatIsBehind() {
        var rows = WindowRows.of(first(10), List.of(complete("a", "d", "f"), upTo("c", "b"), upTo("e", "e")));

        assertThat(keys(rows)).containsExactly("a", "b");
        assertThat(rows.complete()).isFalse();
        assertThat(rows.reached()).asString(StandardCharsets.UTF_8).isEqualTo("c");
    }

    @Test
    void shouldGoOnBehindTheLastRowOfAFullPage() {
        var rows = WindowRows.of(first(2), List.of(upTo("d", "a", "d"), complete("b", "c")));

        assertThat(keys(rows)).containsExactly("a", "b");
        assertThat(rows.reached()).asString(StandardCharsets.UTF_8).isEqualTo("b");
    }

    @Test
    void shouldNotPartTheRowsOfAKeyThatIsInTwoPartitions() {
        var rows = WindowRows.of(first(1), List.of(complete("a", "b"), complete("a")));

        assertThat(keys(rows)).containsExactly("a", "a");
        assertThat(rows.reached()).asString(StandardCharsets.UTF_8).isEqualTo("a");
    }

    @Test
    void shouldMakeProgressWithoutAnyRow() {
        var rows = WindowRows.of(first(10), List.of(upTo("k"), upTo("g")));

        assertThat(rows.rows()).isEmpty();
        assertThat(rows.complete()).isFalse();
        assertThat(rows.reached()).asString(StandardCharsets.UTF_8).isEqualTo("g");
    }

    @Test
    void shouldPutTheGreatestValuesFirst() {
        var question = new WindowQuery("users", 0, 2, false, NO_KEY, "n");

        var rows = WindowRows.of(
                question, List.of(part(true, NO_KEY, entry("a", 3), entry("b", 9)), part(true, NO_KEY, entry("c", 5))));

        assertThat(keys(rows)).containsExactly("b", "c");
    }

    private static WindowQuery first(int limit) {
        return new WindowQuery("users", 0, limit, false, NO_KEY, "");
    }

    private static WindowResult complete(String... keys) {
        return part(true, NO_KEY, entries(keys));
    }

    private static WindowResult upTo(String reached, String... keys) {
        return part(false, reached.getBytes(StandardCharsets.UTF_8), entries(keys));
    }

    private static KeyedRow[] entries(String... keys) {
        return Stream.of(keys).map(key -> entry(key, 0)).toArray(KeyedRow[]::new);
    }

    private static KeyedRow entry(String key, int rank) {
        return new KeyedRow(key.getBytes(StandardCharsets.UTF_8), "{}", 0, BigDecimal.valueOf(rank));
    }

    private static WindowResult part(boolean complete, byte[] reached, KeyedRow... entries) {
        return new WindowResult(
                new ReadOrigin("i:1", StoreRole.ACTIVE, 0, 0L, 0L, 0), List.of(entries), complete, reached);
    }

    private static List<String> keys(WindowRows rows) {
        return rows.rows().stream()
                .map(row -> new String(row.key(), StandardCharsets.UTF_8))
                .toList();
    }
}
