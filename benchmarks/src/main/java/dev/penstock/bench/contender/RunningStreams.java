// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.bench.harness.Waiting;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** A Kafka Streams application as a contender. */
abstract class RunningStreams implements RunningContender {

    private static final Duration STOP_WITHIN = Duration.ofMinutes(3);
    private static final long MARGIN_MILLIS = 500;

    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final long commitMillis;
    private final ConsumedRecords fromSources;
    private final ConsumedRecords fromOthers;

    RunningStreams(Job job) {
        commitMillis = job.commitMillis();
        var sources = job.events().keySet();
        fromSources = new ConsumedRecords(sources::contains);
        fromOthers = new ConsumedRecords(topic -> !sources.contains(topic));
    }

    /** Commits and stops; whether that was done within a time. */
    abstract boolean stop(Duration within);

    /** The application has failed. */
    final void failed(Throwable thrown) {
        failure.compareAndSet(null, thrown);
    }

    @Override
    public final long processed() {
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("the application failed", thrown);
        }
        return count();
    }

    /** How many records of its sources it has processed. */
    long count() {
        return fromSources.count();
    }

    /** What crosses a repartition topic is processed only after the commit that sent it; what does not, at the end. */
    @Override
    public final void settle() {
        if (!fromOthers.any()) {
            return;
        }
        long before = -1;
        for (long now = fromOthers.count(); now != before; now = fromOthers.count()) {
            before = now;
            Waiting.millis(2 * commitMillis + MARGIN_MILLIS);
        }
    }

    /** @throws IllegalStateException if it does not stop: then something may be missing */
    @Override
    public final void close() {
        if (!stop(STOP_WITHIN)) {
            throw new IllegalStateException("not stopped within " + STOP_WITHIN.toSeconds() + " s");
        }
    }
}
