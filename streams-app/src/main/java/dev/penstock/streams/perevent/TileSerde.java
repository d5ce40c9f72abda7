// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.perevent;

import dev.penstock.engine.internal.codec.TileFormatException;
import dev.penstock.engine.internal.tile.Tile;
import dev.penstock.engine.internal.tile.TileLayout;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Tiles of one feature group in their binary form. Safe for use by many threads. */
record TileSerde(TileLayout layout) implements Serde<Tile> {

    @Override
    public Serializer<Tile> serializer() {
        return (topic, tile) -> tile == null ? null : layout.encode(tile);
    }

    @Override
    public Deserializer<Tile> deserializer() {
        return (topic, bytes) -> bytes == null ? null : decode(topic, bytes);
    }

    private Tile decode(String topic, byte[] bytes) {
        try {
            return layout.decode(bytes);
        } catch (TileFormatException e) {
            // An error of Kafka's, so that it stops the instance and is not taken for the fault of an event.
            throw new SerializationException(topic + ": " + e.getMessage(), e);
        }
    }
}
