// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.tile;

import dev.penstock.aggregate.Distinct;
import dev.penstock.aggregate.Duration;
import dev.penstock.aggregate.Last;
import dev.penstock.aggregate.Sum;
import dev.penstock.engine.Groups;
import dev.penstock.engine.RandomEvents;
import dev.penstock.engine.Tiles;
import dev.penstock.event.Event;
import dev.penstock.event.FieldValue;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.FeatureGroup;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import static dev.penstock.engine.Groups.X;
import static dev.penstock.engine.Groups.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TileFormatTest {

    private final FeatureGroup group = group(
            column("s", new Sum(X)),
            column("l", new Last(X)),
            column("d", new Distinct(X)),
            column("t", new Duration()));

    private final Tiles tiles = Tiles.of(group);

    private static FeatureGroup group(Column... columns) {
        return Groups.group(List.of(), columns);
    }

    private static byte[] bytes(FeatureGroup group, int values) {
        var events = new ArrayList<Event>();
        for (int i = 0; i < values; i++) {
            events.add(Groups.event(i, FieldValue.Number.of(i)));
        }
        events.add(Groups.event(values, Groups.text("last")));
        return Groups.tile(group, events);
    }

    @Test
    void shouldRefuseAnotherVersion() {
        byte[] bytes = bytes(group, 1);
        bytes[0] = 9;
        assertThatThrownBy(() -> tiles.check(bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("version 9, expected version 1");
    }

    @Test
    void shouldRefuseOtherColumns() {
        Tiles other = Tiles.of(group(new Column.Aggregated("s", new Sum(X), Groups.CLICKS)));
        assertThatThrownBy(() -> other.check(bytes(group, 1)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("columns of group 'g' changed");
    }

    @Test
    void shouldRefuseWhatIsTruncatedOrTooLong() {
        for (int values : new int[] {0, 1, 100, 300}) {
            byte[] bytes = bytes(group, values);
            for (int length = 0; length < bytes.length; length++) {
                byte[] part = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> Groups.row(group, part)).isInstanceOf(SerializationException.class);
                assertThatThrownBy(() -> tiles.merge(part, bytes)).isInstanceOf(SerializationException.class);
            }
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
            assertThatThrownBy(() -> Groups.row(group, longer)).isInstanceOf(SerializationException.class);
            assertThatThrownBy(() -> tiles.merge(longer, bytes)).isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void shouldFailInNoOtherWayOnDamagedBytes() {
        Column[] columns = RandomEvents.AGGREGATES.stream()
                .map(aggregate -> column(aggregate.type().name(), aggregate))
                .toArray(Column[]::new);
        FeatureGroup all = group(columns);
        var random = new Random(7);
        byte[] bytes = bytes(all, 5);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = bytes.clone();
            for (int n = 0; n < 3; n++) {
                damaged[5 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt();
            }
            Stream.<Runnable>of(
                            () -> Groups.row(all, damaged), () -> Tiles.of(all).merge(damaged, bytes))
                    .forEach(reading -> {
                        try {
                            reading.run();
                        } catch (SerializationException expected) {
                            assertThat(expected).hasMessageStartingWith("tile is");
                        } catch (ArithmeticException expected) {
                            assertThat(expected).hasMessage("long overflow");
                        }
                    });
        }
    }

    @Test
    void shouldKnowTheTimeOfAllEvents() {
        FeatureGroup clicks = group(new Column.Aggregated("d", new Duration(), Groups.CLICKS));
        byte[] tile =
                Groups.tile(clicks, List.of(Groups.event(7, FieldValue.MISSING), Groups.event(3, FieldValue.MISSING)));
        assertThat(Tiles.of(clicks).lastEventTime(tile)).isEqualTo(7);
    }
}
