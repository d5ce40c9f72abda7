// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.command;

import dev.penstock.store.app.StoreProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Logs every ten seconds how the stores are getting on, as long as there is something new. */
final class StoreProgressLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreProgressLog.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "penstock-progress");
        thread.setDaemon(true);
        return thread;
    });
    private final Supplier<Map<String, StoreProgress>> source;
    private Map<String, StoreProgress> last;
    private long lastNanos = System.nanoTime();
    private boolean idle;

    StoreProgressLog(Supplier<Map<String, StoreProgress>> source) {
        this.source = source;
        this.last = source.get();
    }

    void start() {
        scheduler.scheduleAtFixedRate(this::log, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void log() {
        Map<String, StoreProgress> now = source.get();
        long nanos = System.nanoTime();
        // An instance that has nothing to do says so once.
        if (!now.equals(last) || !idle) {
            LOG.info("{}", line(last, now, Duration.ofNanos(nanos - lastNanos)));
        }
        idle = now.equals(last);
        last = now;
        lastNanos = nanos;
    }

    /** Rates over the time between the two, the rest as it is at its end. */
    static String line(Map<String, StoreProgress> before, Map<String, StoreProgress> now, Duration between) {
        return now.entrySet().stream()
                .map(store -> String.format(
                        Locale.ROOT,
                        "%s: %,d rows/s, %,d in all, older %,d, lag %,d%s",
                        store.getKey(),
                        Math.round((store.getValue().rows()
                                        - before.get(store.getKey()).rows())
                                * 1e9
                                / between.toNanos()),
                        store.getValue().rows(),
                        store.getValue().older(),
                        store.getValue().lag(),
                        store.getValue().failing() ? ", takes no rows for now" : ""))
                .collect(Collectors.joining("; "));
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
