// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.emit;

import dev.penstock.engine.internal.store.StoreTime;
import dev.penstock.engine.spi.MicroBatchListener;
import dev.penstock.event.pipeline.FeatureGroup;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/**
 * Writes the row of a tile once, when its window closes: when the times of all partitions of the events have passed its
 * end and the grace. A partition that is idle, as whoever reads it says, is not waited for; when all are, all windows
 * close but those that lie ahead, which events of a fast clock have begun: they wait until they are over by the wall
 * clock.
 *
 * <p>An event that is in time on its own partition can't come behind the close: its window would end behind the time of
 * that partition, and the close waited for that.
 */
final class FinalRows implements RowPolicy, EventClock.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(FinalRows.class);

    private final FeatureGroup group;
    private final WindowStore<byte[], byte[]> tiles;
    private final StoreTime time;
    private final MicroBatchListener listener;
    private final Writer writer;
    private final OpenTiles open;
    private final EventClock clock;

    FinalRows(
            FeatureGroup group,
            Duration idleClose,
            boolean severalPartitions,
            ProcessorContext<?, ?> context,
            KeyValueStore<byte[], byte[]> open,
            WindowStore<byte[], byte[]> tiles,
            StoreTime time,
            MicroBatchListener listener,
            Writer writer) {
        this.group = group;
        this.open = new OpenTiles(open);
        this.tiles = tiles;
        this.time = time;
        this.listener = listener;
        this.writer = writer;
        this.clock = new EventClock(context, this.open, idleClose, severalPartitions, this);
    }

    @Override
    public boolean isClosed(long window) {
        return window <= open.closed();
    }

    @Override
    public void beforeWindow(long window) {
        closeUpTo(window - group.retention().toMillis());
    }

    @Override
    public void onTile(byte[] key, long window, byte[] tile, boolean isNew) {
        if (isNew) {
            open.open(key, window);
        }
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
        closeUpTo(lastOver(least));
    }

    @Override
    public void onAllIdle(long latest, long now) {
        closeUpTo(Math.min(time.latest(), Math.max(latest, lastOver(now))));
    }

    /** Start of the last window that is over at a time, with its grace. */
    private long lastOver(long time) {
        return group.window().before(group.window().start(time - group.grace().toMillis()), 1);
    }

    private void closeUpTo(long latest) {
        // Once per window is enough to note how far all is closed.
        long window = group.window().start(latest);
        if (window >= 0) {
            open.close(window, this::writeRow);
        }
    }

    private void writeRow(byte[] key, long window) {
        byte[] tile = tiles.fetch(key, window);
        // What a put would make the store drop is closed before it, so as long as the retention is the same it is
        // there.
        if (tile == null) {
            LOG.warn(
                    "group '{}' has no final row of a key in the window from {}: its store no longer holds the tile, since"
                            + " the retention was made shorter or the changelog is older than it keeps tiles",
                    group.name(),
                    window);
            listener.onLostRow(group);
        } else {
            writer.write(key, window, tile);
        }
    }
}
