// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

import dev.penstock.engine.MicroBatch;
import dev.penstock.engine.internal.tile.FeatureRows;
import dev.penstock.engine.internal.tile.Tile;
import dev.penstock.engine.internal.tile.TileLayout;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Projection;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.field.StreamSchema;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
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
    private final TileLayout layout;
    private final FeatureRows rows;

    GroupTiles(Pipeline pipeline, FeatureGroup group) {
        this.group = group;
        this.microBatch = pipeline.engine() == Pipeline.Engine.MICRO_BATCH;
        this.partitionedByProducers = EntityOrigin.isPartitionKey(pipeline, group, pipeline.sourceOf(group.from()));
        this.layout = TileLayout.of(group, projection(pipeline, group));
        this.rows = FeatureRows.of(group, layout);
    }

    private static Projection projection(Pipeline pipeline, FeatureGroup group) {
        for (Source source : pipeline.sources()) {
            if (source.name().equals(group.from())) {
                return new EventDecoder(pipeline, source, DecodeLimits.DEFAULT).projection();
            }
        }
        return StreamSchema.projection(pipeline, pipeline.stream(group.from()));
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

    Tile newTile() {
        return layout.newTile();
    }

    /** @param stored a value of the store */
    Tile tile(Object stored) {
        if (stored instanceof byte[] bytes) {
            return layout.decode(bytes);
        }
        if (stored instanceof ValueAndTimestamp<?> stamped) {
            return (Tile) stamped.value();
        }
        return (Tile) ((ValueTimestampHeaders<?>) stored).value();
    }

    Entry row(byte[] key, long window, Tile tile) {
        return row(key, window, window + group.window().toMillis(), tile, BigDecimal.ZERO);
    }

    /** A row of a span of windows. */
    Entry row(byte[] key, long start, long end, Tile tile) {
        return row(key, start, end, tile, BigDecimal.ZERO);
    }

    Entry ranked(byte[] key, long window, Tile tile, BigDecimal rank) {
        return row(key, window, window + group.window().toMillis(), tile, rank);
    }

    /** The value of a column; empty where it is null. */
    Optional<BigDecimal> number(String column, Tile tile) {
        return rows.number(column, tile);
    }

    private Entry row(byte[] key, long start, long end, Tile tile, BigDecimal rank) {
        byte[] json = rows.json(new String(key, StandardCharsets.UTF_8), start, end, tile);
        return new Entry(key, new String(json, StandardCharsets.UTF_8), tile.lastEventTime(), rank);
    }
}
