// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.tile;

import dev.penstock.engine.Groups;
import dev.penstock.engine.internal.codec.TileFormatException;
import dev.penstock.event.FieldValue;
import dev.penstock.event.pipeline.Aggregate;
import dev.penstock.event.pipeline.Column;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import static dev.penstock.engine.Groups.X;
import static dev.penstock.engine.Groups.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TileFormatTest {

    private final TileLayout layout = layout(
            column("s", new Aggregate.Sum(X)),
            column("l", new Aggregate.Last(X)),
            column("d", new Aggregate.Distinct(X)),
            column("t", new Aggregate.Duration()));

    private static TileLayout layout(Column... columns) {
        return TileLayout.of(Groups.group(List.of(), columns), Groups.PROJECTION);
    }

    private byte[] bytes(int values) {
        Tile tile = layout.newTile();
        for (int i = 0; i < values; i++) {
            tile.add(Groups.event(i, FieldValue.Number.of(i)));
        }
        tile.add(Groups.event(values, Groups.text("last")));
        return layout.encode(tile);
    }

    @Test
    void shouldRefuseAnotherVersion() {
        byte[] bytes = bytes(1);
        bytes[0] = 9;
        assertThatThrownBy(() -> layout.decode(bytes))
                .isInstanceOf(TileFormatException.class)
                .hasMessageContaining("version 9, expected version 1");
    }

    @Test
    void shouldRefuseOtherColumns() {
        TileLayout other = layout(new Column.Aggregated("s", new Aggregate.Sum(X), Groups.CLICKS));
        assertThatThrownBy(() -> other.decode(bytes(1)))
                .isInstanceOf(TileFormatException.class)
                .hasMessageContaining("columns of group 'g' changed");
    }

    @Test
    void shouldRefuseWhatIsTruncatedOrTooLong() {
        for (int values : new int[] {0, 1, 100, 300}) {
            byte[] bytes = bytes(values);
            for (int length = 0; length < bytes.length; length++) {
                byte[] part = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> layout.decode(part)).isInstanceOf(TileFormatException.class);
            }
            assertThatThrownBy(() -> layout.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                    .isInstanceOf(TileFormatException.class);
        }
    }

    @Test
    void shouldFailInNoOtherWayOnDamagedBytes() {
        var random = new Random(7);
        byte[] bytes = bytes(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = bytes.clone();
            for (int n = 0; n < 3; n++) {
                damaged[5 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt();
            }
            try {
                layout.encode(layout.decode(damaged));
            } catch (TileFormatException expected) {
                assertThat(expected).hasMessageStartingWith("tile is");
            }
        }
    }

    @Test
    void shouldKnowTheTimesOfAllEvents() {
        Tile tile = layout(new Column.Aggregated("n", new Aggregate.Count(), Groups.CLICKS))
                .newTile();
        assertThat(tile.isEmpty()).isTrue();
        tile.add(Groups.event(7, FieldValue.MISSING));
        tile.add(Groups.event(3, FieldValue.MISSING));
        assertThat(tile.isEmpty()).isFalse();
        assertThat(tile.firstEventTime()).isEqualTo(3);
        assertThat(tile.lastEventTime()).isEqualTo(7);
    }
}
