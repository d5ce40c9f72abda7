// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.command;

import dev.penstock.streams.app.RunningPipeline;
import dev.penstock.streams.client.InputLags.Lag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import static java.util.stream.Collectors.joining;

/** Logs every ten seconds how an instance is getting on, as long as it has something to do. */
final class ProgressLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressLog.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "penstock-progress");
        thread.setDaemon(true);
        return thread;
    });
    private final Supplier<RunningPipeline> source;
    private final OutageLog outages;
    private RunningPipeline last;
    private long lastNanos;
    private boolean idle;

    ProgressLog(Supplier<RunningPipeline> source, OutageLog outages) {
        this.source = source;
        this.outages = outages;
        this.last = source.get();
        this.lastNanos = System.nanoTime();
    }

    void start() {
        scheduler.scheduleAtFixedRate(this::log, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void log() {
        outages.look();
        RunningPipeline now = source.get();
        long nanos = System.nanoTime();
        // An instance that has nothing to do says so once.
        if (!now.equals(last) || !idle) {
            LOG.info("{}", line(last, now, Duration.ofNanos(nanos - lastNanos)));
        }
        idle = now.equals(last);
        last = now;
        lastNanos = nanos;
    }

    /** Rates over the time between the two; late events, dead letters and lag as they are at its end. */
    static String line(RunningPipeline before, RunningPipeline now, Duration between) {
        return String.format(
                Locale.ROOT,
                "%s in, %s out, late %,d, dead letters %,d%s, lag %s",
                rate(now.events() - before.events(), "events/s", between),
                rate(now.rows() - before.rows(), "rows/s", between),
                now.late(),
                now.allDeadLetters(),
                reasons(now.deadLetters()),
                lag(now.lag()));
    }

    /** Of the instance, and behind it that of all partitions where others have some, or nobody has them. */
    private static String lag(Lag lag) {
        if (!lag.known()) {
            return "not known";
        }
        return lag.own() == lag.all()
                ? String.format(Locale.ROOT, "%,d", lag.all())
                : String.format(Locale.ROOT, "%,d of %,d", lag.own(), lag.all());
    }

    private static String reasons(Map<String, Long> deadLetters) {
        return deadLetters.isEmpty()
                ? ""
                : new TreeMap<>(deadLetters)
                        .entrySet().stream()
                                .map(reason -> String.format(Locale.ROOT, "%s %,d", reason.getKey(), reason.getValue()))
                                .collect(joining(", ", " (", ")"));
    }

    private static String rate(long count, String unit, Duration between) {
        return String.format(Locale.ROOT, "%,d %s", Math.round(count * 1e9 / between.toNanos()), unit);
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
