// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.perevent;

import dev.penstock.engine.Tiles;
import dev.penstock.engine.key.EntityKey;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.streams.feature.RowCounter;
import dev.penstock.streams.state.StoreUpdates;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.TimestampedWindowStore;

/** Writes each change of a tile as a feature row, stamped with the latest event time in the tile. */
final class RowWriter extends ContextualProcessor<Windowed<byte[]>, byte[], byte[], byte[]> {

    private final FeatureGroup group;
    private final String store;
    private final Tiles tiles;
    private final RowCounter counter;
    private final StoreUpdates updates;

    /** @param group whose tiles are in the store of its name */
    RowWriter(FeatureGroup group, Tiles tiles, RowCounter counter, StoreUpdates updates) {
        this.group = group;
        this.store = group.name();
        this.tiles = tiles;
        this.counter = counter;
        this.updates = updates;
    }

    /** Looks at a tile, which fails where the group was another when it was written. */
    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        TimestampedWindowStore<byte[], byte[]> stored = context.getStateStore(store);
        try (var all = stored.all()) {
            if (all.hasNext()) {
                tiles.check(all.next().value.value());
            }
        }
    }

    @Override
    public void process(Record<Windowed<byte[]>, byte[]> record) {
        byte[] key = record.key().key();
        byte[] tile = record.value();
        long lastEventTime = tiles.lastEventTime(tile);
        long window = record.key().window().start();
        byte[] row = tiles.row(key, window, record.key().window().end(), tile);
        context().forward(new Record<>(EntityKey.toRecordKey(group, key, window), row, lastEventTime));
        counter.count(lastEventTime);
        updates.changed(store, context().taskId().partition());
    }
}
