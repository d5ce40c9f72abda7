// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.spi;

import dev.penstock.event.Fields;
import dev.penstock.event.pipeline.FeatureGroup;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

import java.util.Optional;

/**
 * What aggregation needs to know of the values in a stream of events. Safe for use by many threads.
 *
 * @param <V> the events
 */
public interface EventView<V> {

    /**
     * The fields of an event; they are read before those of the next value are asked for, and then no more. An event is
     * asked for its fields more than once.
     */
    Fields fields(V value);

    /** When the event happened, epoch milliseconds, not negative. */
    long timestamp(V value);

    /**
     * The greatest event time on the event's source partition before it, in epoch milliseconds, but for those of events
     * with a {@link #lead}; -1 where there was none.
     * It decides what is late, so it has to be the same whenever the event is read again: what a
     * {@link org.apache.kafka.streams.processor.TimestampExtractor} is given as the partition's time is.
     */
    long partitionTime(V value);

    /**
     * How many milliseconds an event is ahead of a clock while most others of its partition are not; 0 for all others.
     * One that is ahead on its own counts in its window, and its time does not become that of its partition.
     */
    default long lead(V value) {
        return 0;
    }

    /**
     * What goes to the late output for an event that came too late for a group.
     *
     * @param event the record that it came in, with the event alone for a value
     * @param origin where the event came from, if it came from a topic
     */
    Record<byte[], byte[]> late(Record<byte[], V> event, FeatureGroup group, Optional<RecordMetadata> origin);
}
