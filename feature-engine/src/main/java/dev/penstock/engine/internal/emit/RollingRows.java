// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.emit;

import dev.penstock.engine.internal.store.StoreTime;
import dev.penstock.event.pipeline.Emission;
import dev.penstock.event.pipeline.FeatureGroup;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Writes rows that have the columns over the last windows, too. A key has a row of each window with events, and of each
 * at whose start windows with events have left a span, once all partitions of the events have come to that start. So its
 * last row says that there was nothing. A tile that changes changes the rows of all windows whose spans hold it, and they
 * are written anew.
 *
 * <p>Tiles are noted under the start of their window until they have left all spans, so what is due when time goes on
 * is found without going through other keys.
 */
final class RollingRows implements RowPolicy, EventClock.Listener {

    private final FeatureGroup group;
    private final WindowStore<byte[], byte[]> tiles;
    private final StoreTime time;
    private final Writer writer;
    private final long[] lengths;
    private final long longest;
    private final SpanSums sums;

    /** Closed is what time has come to: all that had left then has its row. */
    private final OpenTiles open;

    private final EventClock clock;

    /** Writes a row; null stands for tiles without events. */
    interface Writer {
        void write(byte[] key, long window, byte[] tile, byte[][] spans);
    }

    RollingRows(
            FeatureGroup group,
            Emission.Rolling rolling,
            boolean severalPartitions,
            ProcessorContext<?, ?> context,
            KeyValueStore<byte[], byte[]> open,
            WindowStore<byte[], byte[]> tiles,
            StoreTime time,
            SpanSums sums,
            Writer writer) {
        this.group = group;
        this.tiles = tiles;
        this.time = time;
        this.writer = writer;
        this.lengths = lengths(rolling);
        this.longest = lengths[lengths.length - 1];
        this.sums = sums;
        this.open = new OpenTiles(open);
        this.clock = new EventClock(context, this.open, rolling.idleClose(), severalPartitions, this);
    }

    /** Of the spans, in milliseconds. */
    static long[] lengths(Emission.Rolling rolling) {
        return rolling.spans().stream()
                .mapToLong(span -> span.length().toMillis())
                .toArray();
    }

    @Override
    public boolean isClosed(long window) {
        return false;
    }

    /** The store is about to drop what the rows up to then are made of. */
    @Override
    public void beforeWindow(long window) {
        advance(window - group.retention().toMillis());
    }

    @Override
    public void onTile(byte[] key, long window, byte[] tile, boolean isNew) {
        if (isNew && sums.leaves(window, longest) > open.closed()) {
            open.open(key, window);
        }
        writer.write(key, window, tile, sums.upTo(key, window));
        if (window < Math.max(time.latest(), open.closed())) {
            later(key, window, isNew).forEach(start -> write(key, start));
        }
    }

    /** Which rows of later windows that were written change with a tile, and which it should have had by now. */
    private TreeSet<Long> later(byte[] key, long window, boolean isNew) {
        var later = new TreeSet<Long>();
        long last = window + longest - 1;
        try (WindowStoreIterator<byte[]> found = tiles.fetch(key, window + 1, last)) {
            found.forEachRemaining(tile -> later.add(tile.key));
        }
        long closed = open.closed();
        for (long length : lengths) {
            long from = Math.max(0, window - length + 1);
            long to = Math.min(last, closed) - length;
            if (from <= to) {
                try (WindowStoreIterator<byte[]> left = tiles.fetch(key, from, to)) {
                    left.forEachRemaining(tile -> later.add(sums.leaves(tile.key, length)));
                }
            }
            if (isNew && sums.leaves(window, length) <= closed) {
                later.add(sums.leaves(window, length));
            }
        }
        return later;
    }

    private void write(byte[] key, long window) {
        writer.write(key, window, tiles.fetch(key, window), sums.upTo(key, window));
    }

    @Override
    public void onTime(int partition, long partitionTime) {
        clock.onTime(partition, partitionTime);
    }

    @Override
    public void onIdle(int partition) {
        clock.onIdle(partition);
    }

    @Override
    public void close() {
        clock.close();
    }

    @Override
    public void onReached(long least) {
        advance(least);
    }

    @Override
    public void onAllIdle(long latest, long now) {
        advance(Math.max(time.latest(), now));
    }

    private void advance(long reached) {
        long to = group.window().start(reached);
        if (to < 0 || to <= open.closed()) {
            return;
        }
        long done = open.closed();
        for (OptionalLong due = next(done, to); due.isPresent(); due = next(done, to)) {
            done = due.getAsLong();
            writeDue(done);
        }
        open.noteClosed(to);
    }

    /** Start of the next window at whose start a tile leaves a span. */
    private OptionalLong next(long done, long to) {
        OptionalLong next = OptionalLong.empty();
        for (long length : lengths) {
            OptionalLong tile = open.first(done - length + 1, to - length);
            if (tile.isPresent()) {
                long leaves = sums.leaves(tile.getAsLong(), length);
                next = OptionalLong.of(Math.min(leaves, next.orElse(leaves)));
            }
        }
        return next;
    }

    private void writeDue(long window) {
        for (int i = 0; i < lengths.length; i++) {
            int span = i;
            open.forEach(window - lengths[i], (key, tile) -> {
                if (tiles.fetch(key, window) == null && !leavesShorter(key, window, span)) {
                    write(key, window);
                }
                if (lengths[span] == longest) {
                    open.remove(key, tile);
                }
            });
        }
    }

    /** Whether another tile of the key leaves one of the spans before this at the same time, and the row is written. */
    private boolean leavesShorter(byte[] key, long window, int span) {
        for (int i = 0; i < span; i++) {
            if (tiles.fetch(key, window - lengths[i]) != null) {
                return true;
            }
        }
        return false;
    }
}
