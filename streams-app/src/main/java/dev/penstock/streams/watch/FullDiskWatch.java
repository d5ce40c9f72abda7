// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.watch;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Tells of a full disk where no exception does: RocksDB may wait in the middle of a write until there is room again, and
 * the stream thread waits with it, for as long as it takes.
 */
public final class FullDiskWatch implements AutoCloseable {

    /** A store that is opened writes some files first. */
    static final long LEAST_FREE_BYTES = 1 << 20;

    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LongSupplier freeBytes;
    private final Supplier<Stream<Duration>> sincePolls;
    private final Runnable onFull;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "penstock-disk");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param freeBytes on the disk of the state
     * @param sincePolls of each stream thread how long ago it came round
     * @param onFull is told as long as the disk is full and a thread does not come round
     */
    public FullDiskWatch(LongSupplier freeBytes, Supplier<Stream<Duration>> sincePolls, Runnable onFull) {
        this.freeBytes = freeBytes;
        this.sincePolls = sincePolls;
        this.onFull = onFull;
    }

    public void start() {
        scheduler.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    void look() {
        if (freeBytes.getAsLong() < LEAST_FREE_BYTES
                && sincePolls.get().anyMatch(since -> since.compareTo(PATIENCE) >= 0)) {
            onFull.run();
        }
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
