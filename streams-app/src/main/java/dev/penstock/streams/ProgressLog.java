// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Logs every ten seconds how an instance is getting on. */
final class ProgressLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressLog.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "penstock-progress");
        thread.setDaemon(true);
        return thread;
    });
    private final Supplier<RunningPipeline> source;
    private RunningPipeline last;
    private long lastNanos;

    ProgressLog(Supplier<RunningPipeline> source) {
        this.source = source;
        this.last = source.get();
        this.lastNanos = System.nanoTime();
    }

    void start() {
        scheduler.scheduleAtFixedRate(this::log, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void log() {
        RunningPipeline now = source.get();
        long nanos = System.nanoTime();
        LOG.info("{}", line(last, now, Duration.ofNanos(nanos - lastNanos)));
        last = now;
        lastNanos = nanos;
    }

    /** Rates over the time between the two; late events, dead letters and lag as they are at its end. */
    static String line(RunningPipeline before, RunningPipeline now, Duration between) {
        return "%s in, %s out, late %,d, dead letters %s, lag %,d"
                .formatted(
                        rate(now.events() - before.events(), "events/s", between),
                        rate(now.rows() - before.rows(), "rows/s", between),
                        now.late(),
                        now.deadLettersText(),
                        now.lag());
    }

    private static String rate(long count, String unit, Duration between) {
        return String.format(Locale.ROOT, "%,d %s", Math.round(count * 1e9 / between.toNanos()), unit);
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
