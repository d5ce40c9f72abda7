// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.aggregate.codec.TileFormatException;
import dev.penstock.engine.internal.tile.TileReading;
import dev.penstock.event.pipeline.FeatureGroup;
import org.apache.kafka.common.errors.SerializationException;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads and merges the tiles of a feature group as its store holds them. None of them is empty. Each method throws
 * {@link SerializationException} for bytes that are of another version or other columns, or damaged, so that a handler of
 * exceptions does not take it for the fault of an event. Safe for use by many threads.
 */
public final class Tiles {

    private final ThreadLocal<TileReading> reading;

    private Tiles(FeatureGroup group) {
        this.reading = ThreadLocal.withInitial(() -> new TileReading(group));
    }

    public static Tiles of(FeatureGroup group) {
        return new Tiles(group);
    }

    /** Looks whether a tile is of this group as it is now; goes no further than its head. */
    public void check(byte[] tile) {
        read(tiles -> {
            tiles.check(tile);
            return tile;
        });
    }

    /** One tile of what both have gathered, which is the same in any order and grouping. */
    public byte[] merge(byte[] one, byte[] other) {
        return read(tiles -> tiles.merge(one, other));
    }

    /**
     * A tile as a feature row, JSON in UTF-8.
     *
     * @param entityKey UTF-8
     * @param start of the first window that the tile is of, in epoch milliseconds
     * @param end of the last window, in epoch milliseconds
     * @throws IllegalArgumentException if the entity key can't be one of this group
     */
    public byte[] row(byte[] entityKey, long start, long end, byte[] tile) {
        return read(tiles -> tiles.row(entityKey, start, end, tile));
    }

    /**
     * What the row of a tile has in a column; empty where that is null, or no number.
     *
     * @throws IllegalArgumentException if the group has no such column
     */
    public Optional<BigDecimal> number(String column, byte[] tile) {
        return read(tiles -> tiles.number(column, tile));
    }

    /** The latest time of all events that were added, whatever the columns' filters say, in epoch milliseconds. */
    public long lastEventTime(byte[] tile) {
        return read(tiles -> tiles.lastEventTime(tile));
    }

    private <T> T read(Function<TileReading, T> question) {
        try {
            return question.apply(reading.get());
        } catch (TileFormatException e) {
            throw new SerializationException(e.getMessage(), e);
        }
    }
}
