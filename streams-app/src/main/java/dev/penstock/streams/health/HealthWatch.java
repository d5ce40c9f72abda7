// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.health;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does once a second what is not to be done for each request. */
public final class HealthWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HealthWatch.class);

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "penstock-http-watch");
        thread.setDaemon(true);
        return thread;
    });

    public HealthWatch(Health health, ChangelogLags lags, StatsReport stats, Replicas replicas) {
        // The first, so that it is known of a rebalance whether there was anything before it.
        List.<Runnable>of(health::status, stats::sample, replicas::look, lags::look)
                .forEach(task -> scheduler.scheduleWithFixedDelay(() -> run(task), 1, 1, TimeUnit.SECONDS));
    }

    /** A scheduler forgets a task that failed once. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.debug("failed, to be done again", e);
        }
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
