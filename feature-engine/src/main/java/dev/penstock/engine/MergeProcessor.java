// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.event.Projection;
import dev.penstock.event.pipeline.FeatureGroup;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.WindowStore;

import java.nio.charset.StandardCharsets;

/**
 * The second stage: merges each delta into the stored tile of its key and window and forwards the tile as a feature row.
 * A delta whose window the store no longer holds becomes a row of its own for the late output.
 */
final class MergeProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

    private final FeatureGroup group;
    private final MicroBatchListener listener;
    private final TileMerger merger;
    private final TileRows rows;
    private final Delta delta = new Delta();
    private WindowStore<byte[], byte[]> tiles;
    private StoreTime time;

    MergeProcessor(FeatureGroup group, Projection projection, MicroBatchListener listener) {
        this.group = group;
        this.listener = listener;
        TileLayout layout = TileLayout.of(group, projection);
        this.merger = new TileMerger(layout);
        this.rows = new TileRows(group, layout);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        tiles = context.getStateStore(group.name());
        time = new StoreTime(tiles, group.retention().toMillis());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        try {
            delta.read(record.value());
            if (time.isExpired(delta.window())) {
                forwardLate(record.key());
            } else {
                merge(record.key());
            }
        } catch (TileFormatException | ArithmeticException e) {
            // Of Kafka's own kind: a handler of processing exceptions must not take it for the fault of one event and
            // go on, which would lose all that the delta is made of.
            throw new StreamsException("group '" + group.name() + "': a delta can't be merged: " + e.getMessage(), e);
        }
    }

    private void merge(byte[] key) {
        long window = delta.window();
        time.advance(window);
        byte[] stored = tiles.fetch(key, window);
        byte[] merged = stored == null ? delta.tile() : merger.merge(stored, delta.bytes(), delta.tileFrom());
        byte[] row = rows.json(key, window, merged, 0);
        tiles.put(key, merged, window);
        context().forward(new Record<>(key, row, rows.lastEventTime()), NodeNames.rows(group));
        listener.onRow(group);
    }

    private void forwardLate(byte[] key) {
        byte[] row = rows.json(key, delta.window(), delta.bytes(), delta.tileFrom());
        Headers headers = new RecordHeaders();
        add(headers, MicroBatch.LATE_HEADER, MicroBatch.LATE_TILE);
        add(
                headers,
                MicroBatch.LATE_MESSAGE_HEADER,
                "group '%s' retains windows that begin after %d, these %d events are of one that begins at %d"
                        .formatted(group.name(), time.expiredUpTo(), delta.events(), delta.window()));
        context().forward(new Record<>(key, row, rows.lastEventTime(), headers), NodeNames.lateTiles(group));
        listener.onLateDelta(group, delta.events());
    }

    private static void add(Headers headers, String name, String text) {
        headers.add(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
