// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.perevent;

import dev.penstock.engine.internal.tile.FeatureRows;
import dev.penstock.engine.internal.tile.Tile;
import dev.penstock.engine.key.EntityKey;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.streams.feature.RowCounter;
import dev.penstock.streams.state.StoreUpdates;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.TimestampedWindowStore;

import java.nio.charset.StandardCharsets;

/** Writes each change of a tile as a feature row, stamped with the latest event time in the tile. */
final class RowWriter extends ContextualProcessor<Windowed<byte[]>, Tile, byte[], byte[]> {

    private final FeatureGroup group;
    private final String store;
    private final FeatureRows rows;
    private final RowCounter counter;
    private final StoreUpdates updates;

    /** @param group whose tiles are in the store of its name */
    RowWriter(FeatureGroup group, FeatureRows rows, RowCounter counter, StoreUpdates updates) {
        this.group = group;
        this.store = group.name();
        this.rows = rows;
        this.counter = counter;
        this.updates = updates;
    }

    /** Reads a tile, which fails where the group was another when it was written. */
    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        TimestampedWindowStore<byte[], Tile> tiles = context.getStateStore(store);
        try (var all = tiles.all()) {
            if (all.hasNext()) {
                all.next();
            }
        }
    }

    @Override
    public void process(Record<Windowed<byte[]>, Tile> record) {
        byte[] key = record.key().key();
        Tile tile = record.value();
        String entityKey = new String(key, StandardCharsets.UTF_8);
        long window = record.key().window().start();
        byte[] row = rows.json(entityKey, window, tile);
        context().forward(new Record<>(EntityKey.toRecordKey(group, key, window), row, tile.lastEventTime()));
        counter.count(tile.lastEventTime());
        updates.changed(store, context().taskId().partition());
    }
}
