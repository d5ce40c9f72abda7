// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.engine.FeatureRows;
import dev.penstock.engine.Tile;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

import java.nio.charset.StandardCharsets;

/** Writes each change of a tile as a feature row, stamped with the latest event time in the tile. */
final class RowWriter extends ContextualProcessor<Windowed<byte[]>, Tile, byte[], byte[]> {

    private final FeatureRows rows;
    private final Counter written;

    RowWriter(FeatureRows rows, Counter written) {
        this.rows = rows;
        this.written = written;
    }

    @Override
    public void process(Record<Windowed<byte[]>, Tile> record) {
        byte[] key = record.key().key();
        Tile tile = record.value();
        String entityKey = new String(key, StandardCharsets.UTF_8);
        byte[] row = rows.json(entityKey, record.key().window().start(), tile);
        written.increment();
        context().forward(new Record<>(key, row, tile.lastEventTime()));
    }
}
