// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.emit;

import dev.penstock.aggregate.codec.TileFormatException;
import dev.penstock.engine.internal.exchange.Delta;
import dev.penstock.engine.internal.exchange.NodeNames;
import dev.penstock.engine.internal.exchange.TimeMark;
import dev.penstock.engine.internal.store.StoreTime;
import dev.penstock.engine.internal.tile.EmptyTile;
import dev.penstock.engine.internal.tile.TileLayout;
import dev.penstock.engine.internal.tile.TileMerger;
import dev.penstock.engine.internal.tile.TileRows;
import dev.penstock.engine.key.EntityKey;
import dev.penstock.engine.spi.MicroBatchListener;
import dev.penstock.event.pipeline.Emission;
import dev.penstock.event.pipeline.FeatureGroup;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.WindowStore;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The second stage: merges each delta into the stored tile of its key and window and forwards the tile as a feature row,
 * at once or when its window closes. A delta whose window is closed or no longer held by the store becomes a row of its
 * own for the late output.
 */
public final class MergeProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

    public static final String LATE_HEADER = "__streams.errors.exception";
    public static final String LATE_TILE = "late_tile";
    public static final String LATE_MESSAGE_HEADER = "__streams.errors.message";

    private final FeatureGroup group;
    private final String rowsChild;
    private final String lateChild;
    private final boolean severalPartitions;
    private final MicroBatchListener listener;
    private final TileLayout layout;
    private final TileMerger merger;
    private final byte[] emptyTile;
    private final TileRows rows;
    private final TileRows lateRows;
    private final Delta delta = new Delta();

    private WindowStore<byte[], byte[]> tiles;
    private StoreTime time;
    private RowPolicy policy;

    /** By the clock of the task: when the listener was told of tiles. */
    private long toldAt = -1;

    /** @param severalPartitions whether deltas may come from more than one partition of the events */
    public MergeProcessor(FeatureGroup group, boolean severalPartitions, MicroBatchListener listener) {
        this.group = group;
        this.rowsChild = NodeNames.rows(group);
        this.lateChild = NodeNames.lateTiles(group);
        this.severalPartitions = severalPartitions;
        this.listener = listener;
        this.layout = TileLayout.of(group);
        this.merger = new TileMerger(layout);
        this.emptyTile = EmptyTile.of(layout);
        this.rows = new TileRows(group, layout, group.emission() instanceof Emission.Final);
        this.lateRows = new TileRows(group, layout, false);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        tiles = context.getStateStore(group.name());
        // Before any event meets them: a tile of another window or key might never be met, and would be read as a row.
        layout.checkStore(tiles);
        time = new StoreTime(tiles, group.retention().toMillis());
        policy = policy(context);
    }

    private RowPolicy policy(ProcessorContext<byte[], byte[]> context) {
        if (group.emission() instanceof Emission.Final last) {
            return new FinalRows(
                    group,
                    last.idleClose(),
                    severalPartitions,
                    context,
                    context.getStateStore(openTiles(group)),
                    tiles,
                    time,
                    listener,
                    this::forwardRow);
        }
        if (group.emission() instanceof Emission.Rolling rolling) {
            return new RollingRows(
                    group,
                    rolling,
                    severalPartitions,
                    context,
                    context.getStateStore(openTiles(group)),
                    tiles,
                    time,
                    new SpanSums(tiles, merger, group.window(), RollingRows.lengths(rolling)),
                    this::forwardRolling);
        }
        return new UpdateRows(this::forwardRow);
    }

    /** Name of the store of tiles that have a row to come. */
    public static String openTiles(FeatureGroup group) {
        return group.name() + ".open";
    }

    @Override
    public void close() {
        if (policy != null) {
            policy.close();
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        try {
            if (TimeMark.isKey(record.key())) {
                onMark(TimeMark.partition(record.key()), record.value());
            } else {
                delta.read(record.value());
                merge(record.key());
            }
        } catch (TileFormatException | ArithmeticException e) {
            // Of Kafka's own kind: a handler of processing exceptions must not take it for the fault of one event and
            // go on, which would lose all that the delta is made of.
            throw new StreamsException("group '" + group.name() + "': a delta can't be merged: " + e.getMessage(), e);
        }
    }

    private void onMark(int partition, byte[] mark) {
        if (TimeMark.isIdle(mark)) {
            policy.onIdle(partition);
        } else {
            policy.onTime(partition, TimeMark.time(mark));
        }
    }

    private void merge(byte[] key) {
        long window = delta.window();
        policy.beforeWindow(window);
        if (policy.isClosed(window)) {
            forwardLate(
                    key,
                    String.format(
                            Locale.ROOT,
                            "group '%s' closed the window that begins at %d before this came: %s",
                            group.name(),
                            window,
                            events(delta.events())));
        } else if (time.isExpired(window)) {
            forwardLate(
                    key,
                    String.format(
                            Locale.ROOT,
                            "group '%s' retains windows that begin after %d, and this is of one that begins at %d: %s",
                            group.name(),
                            time.expiredUpTo(),
                            window,
                            events(delta.events())));
        } else {
            time.advance(window);
            byte[] stored = tiles.fetch(key, window);
            byte[] merged = stored == null ? delta.tile() : merger.merge(stored, delta.bytes(), delta.tileFrom());
            tiles.put(key, merged, window);
            tell();
            policy.onTile(key, window, merged, stored == null);
        }
    }

    private static String events(long count) {
        return count == 1 ? "1 event" : count + " events";
    }

    private void tell() {
        long now = context().currentSystemTimeMs();
        if (now != toldAt) {
            toldAt = now;
            listener.onTiles(group, context().taskId().partition());
        }
    }

    private void forwardRow(byte[] key, long window, byte[] tile) {
        forward(key, window, rows.json(key, window, tile, 0));
    }

    private void forwardRolling(byte[] key, long window, byte[] tile, byte[][] spans) {
        for (int i = 0; i < spans.length; i++) {
            spans[i] = orEmpty(spans[i]);
        }
        forward(key, window, rows.json(key, window, orEmpty(tile), spans));
    }

    private byte[] orEmpty(byte[] tile) {
        return tile == null ? emptyTile : tile;
    }

    private void forward(byte[] key, long window, byte[] row) {
        byte[] recordKey = EntityKey.toRecordKey(group, key, window);
        context().forward(new Record<>(recordKey, row, rows.lastEventTime()), rowsChild);
        listener.onRow(group, rows.lastEventTime());
    }

    private void forwardLate(byte[] key, String message) {
        byte[] row = lateRows.json(key, delta.window(), delta.bytes(), delta.tileFrom());
        Headers headers = new RecordHeaders();
        add(headers, LATE_HEADER, LATE_TILE);
        add(headers, LATE_MESSAGE_HEADER, message);
        context().forward(new Record<>(key, row, lateRows.lastEventTime(), headers), lateChild);
        listener.onLateDelta(group, delta.events());
    }

    private static void add(Headers headers, String name, String text) {
        headers.add(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
