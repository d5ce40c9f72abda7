// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

import dev.penstock.engine.MicroBatch;
import dev.penstock.engine.Tiles;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.streams.feature.EntityOrigin;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.apache.kafka.streams.state.ValueTimestampHeaders;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Makes rows of what the store of a feature group holds, whichever engine wrote it. Safe for use by many threads. */
final class GroupTiles {

    private final FeatureGroup group;
    private final boolean microBatch;
    private final boolean partitionedByProducers;
    private final Tiles tiles;

    GroupTiles(Pipeline pipeline, FeatureGroup group) {
        this.group = group;
        this.microBatch = pipeline.engine() == Pipeline.Engine.MICRO_BATCH;
        this.partitionedByProducers = EntityOrigin.isPartitionKey(pipeline, group, pipeline.sourceOf(group.from()));
        this.tiles = Tiles.of(group);
    }

    FeatureGroup group() {
        return group;
    }

    boolean isMicroBatch() {
        return microBatch;
    }

    /** Whether it is not Penstock but whoever sends the events that chooses the partition of a key. */
    boolean isPartitionedByProducers() {
        return partitionedByProducers;
    }

    /** Whether a key in the store is that of an entity. */
    boolean isEntityKey(byte[] key) {
        return !microBatch || MicroBatch.isEntityKey(key);
    }

    byte[] merge(byte[] one, byte[] other) {
        return tiles.merge(one, other);
    }

    /** @param stored a value of the store */
    byte[] tile(Object stored) {
        if (stored instanceof byte[] bytes) {
            return bytes;
        }
        if (stored instanceof ValueAndTimestamp<?> stamped) {
            return (byte[]) stamped.value();
        }
        return (byte[]) ((ValueTimestampHeaders<?>) stored).value();
    }

    KeyedRow row(byte[] key, long window, byte[] tile) {
        return row(key, window, group.window().end(window), tile, BigDecimal.ZERO);
    }

    /** A row of a span of windows. */
    KeyedRow row(byte[] key, long start, long end, byte[] tile) {
        return row(key, start, end, tile, BigDecimal.ZERO);
    }

    KeyedRow ranked(byte[] key, long window, byte[] tile, BigDecimal rank) {
        return row(key, window, group.window().end(window), tile, rank);
    }

    /** The value of a column; empty where it is null. */
    Optional<BigDecimal> number(String column, byte[] tile) {
        return tiles.number(column, tile);
    }

    private KeyedRow row(byte[] key, long start, long end, byte[] tile, BigDecimal rank) {
        byte[] json = tiles.row(key, start, end, tile);
        return new KeyedRow(key, new String(json, StandardCharsets.UTF_8), tiles.lastEventTime(tile), rank);
    }
}
