// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.engine.internal.combine.EventBlock;
import dev.penstock.engine.internal.exchange.Delta;
import dev.penstock.engine.internal.memory.Budget;
import dev.penstock.engine.spi.EventView;
import dev.penstock.event.Event;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import dev.penstock.event.pipeline.FeatureGroup;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

import java.util.List;
import java.util.Optional;

/**
 * Makes a tile of each event by itself, for aggregations that go on event by event, such as those of Kafka's own DSL.
 * {@link Tiles} merges them. Not thread-safe.
 */
public final class EventTiles {

    private final EventBlock<Event> block;
    private final Delta delta = new Delta();

    private EventTiles(EventBlock<Event> block) {
        this.block = block;
    }

    /**
     * @param projection of the events
     * @throws IllegalArgumentException if a field of the group is not part of the projection
     */
    public static EventTiles of(FeatureGroup group, Projection projection) {
        return new EventTiles(new EventBlock<>(
                new AlwaysInTime(), projection, List.of(group), new Budget(1, Long.MAX_VALUE), new InKey()));
    }

    /**
     * The tile of an event, whether it comes late or not.
     *
     * @param event has the key of the group
     */
    public byte[] tile(Event event) {
        block.fold(List.of(event));
        block.drain(0, (key, value, lastEventTime) -> delta.read(value));
        return delta.tile();
    }

    private static final class AlwaysInTime implements EventView<Event> {

        @Override
        public Fields fields(Event event) {
            return event.fields();
        }

        @Override
        public long timestamp(Event event) {
            return event.timestamp();
        }

        @Override
        public long partitionTime(Event event) {
            return -1;
        }

        @Override
        public Record<byte[], byte[]> late(
                Record<byte[], Event> event, FeatureGroup group, Optional<RecordMetadata> origin) {
            throw new IllegalStateException("no event is late");
        }
    }

    private static final class InKey implements EventBlock.Outcome<Event> {

        @Override
        public void onAdded(int group) {}

        @Override
        public void onLate(int group, Event event) {
            throw new IllegalStateException("no event is late");
        }

        @Override
        public void onKeyMissing(int group) {
            throw new IllegalArgumentException("the event lacks the key of its group");
        }
    }
}
