// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.emit;

import dev.penstock.engine.internal.store.StoreTime;
import dev.penstock.engine.spi.MicroBatchListener;
import dev.penstock.event.pipeline.FeatureGroup;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes the row of a tile once, when its window closes: when the times of all partitions of the events have passed its
 * end and the grace. A partition that is idle, as whoever reads it says, is not waited for; when all are, all windows
 * close but those that lie ahead, which events of a fast clock have begun: they wait until they are over by the wall
 * clock. One that nobody reads for now says nothing, and is waited for: what it has may be in time. How many partitions
 * there are is not known but from what was heard of them, so where there may be several none is left out until all of
 * them had as long to be heard of as it takes to be idle.
 *
 * <p>An event that is in time on its own partition can't come behind the close: its window would end behind the time of
 * that partition, and the close waited for that.
 */
final class FinalRows implements RowPolicy {

    private static final Logger LOG = LoggerFactory.getLogger(FinalRows.class);

    private final FeatureGroup group;
    private final ProcessorContext<?, ?> context;
    private final WindowStore<byte[], byte[]> tiles;
    private final StoreTime time;
    private final MicroBatchListener listener;
    private final Writer writer;
    private final OpenTiles open;
    private final long allHeardAt;
    private final Cancellable timer;
    private final Map<Integer, Progress> partitions = new HashMap<>();

    /** As far as time has come, by the clock at the start and by all partitions since. */
    private long reached;

    /** How far a partition has come; unknown, and before every window, if it is idle or was only heard of before a restart. */
    private record Progress(long time, boolean idle) {

        static final long UNKNOWN = -1;
    }

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
        this.context = context;
        this.open = new OpenTiles(open);
        this.tiles = tiles;
        this.time = time;
        this.listener = listener;
        this.writer = writer;
        this.reached = context.currentSystemTimeMs();
        this.allHeardAt = reached + (severalPartitions ? idleClose.toMillis() : 0);
        this.open
                .partitions()
                .forEach((partition, idle) -> partitions.put(partition, new Progress(Progress.UNKNOWN, idle)));
        this.timer =
                context.schedule(idleClose.plusMillis(1), PunctuationType.WALL_CLOCK_TIME, now -> closeWhatIsOver());
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
        Progress before = partitions.get(partition);
        if (before == null || before.idle) {
            open.note(partition, false);
        }
        long time = before == null ? partitionTime : Math.max(before.time, partitionTime);
        partitions.put(partition, new Progress(time, false));
        reached = Math.max(reached, partitionTime);
        closeWhatIsOver();
    }

    @Override
    public void onIdle(int partition) {
        open.note(partition, true);
        partitions.put(partition, new Progress(Progress.UNKNOWN, true));
        closeWhatIsOver();
    }

    @Override
    public void close() {
        timer.cancel();
    }

    private void closeWhatIsOver() {
        if (partitions.isEmpty() || context.currentSystemTimeMs() < allHeardAt) {
            return;
        }
        partitions.values().stream()
                .filter(partition -> !partition.idle)
                .mapToLong(Progress::time)
                .min()
                .ifPresentOrElse(
                        least -> closeUpTo(lastOver(least)),
                        () -> closeUpTo(
                                Math.min(time.latest(), Math.max(reached, lastOver(context.currentSystemTimeMs())))));
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
