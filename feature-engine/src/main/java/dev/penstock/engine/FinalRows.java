// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.event.pipeline.FeatureGroup;
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
 * end and the grace. A partition that was not heard of for long, by wall clock, is not waited for; when none was, all
 * windows close. How many partitions there are is not known, so where there may be several none is left out until all of
 * them had that long to be heard of.
 *
 * <p>An event that is in time on its own partition can't come behind the close: its window would end behind the time of
 * that partition, and the close waited for that.
 */
final class FinalRows implements RowPolicy {

    private static final Logger LOG = LoggerFactory.getLogger(FinalRows.class);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final int PAUSES_PER_IDLE = 4;

    private final FeatureGroup group;
    private final boolean severalPartitions;
    private final ProcessorContext<?, ?> context;
    private final WindowStore<byte[], byte[]> tiles;
    private final StoreTime time;
    private final MicroBatchListener listener;
    private final Writer writer;
    private final OpenTiles open;
    private final long idleMillis;
    private final long startedAt;
    private final Map<Integer, Progress> partitions = new HashMap<>();

    /** How far a partition has come, and when that was heard, by wall clock. */
    private record Progress(long time, long heardAt) {}

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
        this.severalPartitions = severalPartitions;
        this.context = context;
        this.open = new OpenTiles(open);
        this.tiles = tiles;
        this.time = time;
        this.listener = listener;
        this.writer = writer;
        this.idleMillis = idleClose.toMillis();
        this.startedAt = context.currentSystemTimeMs();
        Duration pause = idleClose.dividedBy(PAUSES_PER_IDLE).plusMillis(1);
        context.schedule(
                pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE,
                PunctuationType.WALL_CLOCK_TIME,
                now -> closeWhatIsOver());
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
        partitions.merge(
                partition,
                new Progress(partitionTime, context.currentSystemTimeMs()),
                (before, now) -> new Progress(Math.max(before.time, now.time), now.heardAt));
        closeWhatIsOver();
    }

    private void closeWhatIsOver() {
        long now = context.currentSystemTimeMs();
        boolean anyMayComeYet = now < startedAt + idleMillis;
        if (anyMayComeYet && (severalPartitions || partitions.isEmpty())) {
            return;
        }
        partitions.values().stream()
                .filter(partition -> now < partition.heardAt + idleMillis)
                .mapToLong(Progress::time)
                .min()
                .ifPresentOrElse(
                        least -> closeUpTo(least
                                - group.window().toMillis()
                                - group.grace().toMillis()),
                        () -> closeUpTo(time.latest()));
    }

    private void closeUpTo(long latest) {
        // Once per window is enough to note how far all is closed.
        long window = group.windowStart(latest);
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
