// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.bench.harness.Waiting;
import dev.penstock.bench.truth.Tally;

/** A Kafka Streams application as a contender. */
final class RunningStreams implements RunningContender {

    private static final long MARGIN_MILLIS = 500;

    private final Application application;
    private final long commitMillis;
    private final ConsumedRecords fromSources;
    private final ConsumedRecords fromOthers;

    RunningStreams(Application application, Job job) {
        this.application = application;
        commitMillis = job.commitMillis();
        var sources = job.events().keySet();
        fromSources = new ConsumedRecords(sources::contains);
        fromOthers = new ConsumedRecords(topic -> !sources.contains(topic));
    }

    @Override
    public long processed() {
        application.requireAlive();
        return application.processed().orElseGet(fromSources::count);
    }

    /** What crosses a repartition topic is processed only after the commit that sent it; what does not, at the end. */
    @Override
    public void settle() {
        if (!fromOthers.any()) {
            return;
        }
        long before = -1;
        for (long now = fromOthers.count(); now != before; now = fromOthers.count()) {
            before = now;
            Waiting.millis(2 * commitMillis + MARGIN_MILLIS);
        }
    }

    @Override
    public Tally tally() {
        return Tally.NONE;
    }

    @Override
    public void close() {
        application.close();
    }
}
