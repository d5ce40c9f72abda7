// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import dev.penstock.bench.harness.BenchException;
import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Figure;
import dev.penstock.bench.harness.Figures;
import dev.penstock.bench.harness.LiveEvents;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.Sample;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Waiting;
import dev.penstock.bench.question.Round;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Look-ups of single users at a steady rate, of one instance that is kept busy by events at a steady rate. */
public final class LoadRound {

    public static final String CONTENDER = "penstock, 2 threads";

    static final int ONLY = 1;
    static final int THREADS = 2;

    private static final int LOOK_EVERY_MILLIS = 200;
    private static final int GATHER_MILLIS = 2_000;
    private static final Duration REPLIES_WITHIN = Duration.ofMinutes(1);

    private final Cluster cluster;
    private final Setup setup;
    private final QueriesQuestion.Load load;
    private final int round;
    private final KnownUsers users = new KnownUsers();
    private final LookupTally tally = new LookupTally();

    LoadRound(Cluster cluster, Setup setup, QueriesQuestion.Load load, int round) {
        this.cluster = cluster;
        this.setup = setup;
        this.load = load;
        this.round = round;
    }

    Round run(Progress progress) {
        try (var instances = new ServedInstances(cluster, setup, "bench-load-" + round, THREADS, 0)) {
            instances.prepare();
            instances.start(ONLY);
            instances.awaitReady();
            try (var events =
                    LiveEvents.start(cluster.bootstrap(), Instant.now(), load.eventsPerSecond(), users::note)) {
                Figures figures = measure(instances, progress);
                events.finish();
                List<String> faults = new ArrayList<>(tally.faults());
                faults.addAll(CountedEvents.faults(instances, cluster.bootstrap(), events.sent()));
                return new Round(CONTENDER, round, figures, faults);
            }
        }
    }

    private Figures measure(ServedInstances instances, Progress progress) {
        while (users.count() == 0) {
            Waiting.millis(LOOK_EVERY_MILLIS);
        }
        Waiting.millis(GATHER_MILLIS);
        users.settle();
        // With a schedule of its own: what could not be asked in time while the compilers worked is not asked later.
        long warm = System.nanoTime() + load.warmUp().toNanos();
        var lookups = new UserLookups(instances, ONLY, users, tally);
        lookups.during(load.queriesPerSecond(), () -> follow(instances, warm, progress, 0));
        long from = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GATHER_MILLIS);
        long to = from + load.measured().toNanos();
        tally.measure(from, to);
        return lookups.during(load.queriesPerSecond(), () -> {
            Sample first = follow(instances, from, progress, 0);
            Sample last = follow(instances, to, progress, 0.5);
            double nanos = last.nanos() - first.nanos();
            return awaitReplies()
                    .with(
                            Figure.EVENTS_PER_SECOND,
                            (last.events() - first.events()) * TimeUnit.SECONDS.toNanos(1) / nanos)
                    .with(Figure.CORES, (last.cpuNanos() - first.cpuNanos()) / nanos);
        });
    }

    private static Sample follow(ServedInstances instances, long until, Progress progress, double done) {
        while (System.nanoTime() < until) {
            Waiting.millis(LOOK_EVERY_MILLIS);
        }
        progress.at(done + 0.5);
        return instances.now(ONLY);
    }

    /** A request without a reply must not go missing. */
    private Figures awaitReplies() {
        long due = load.queriesPerSecond() * load.measured().toSeconds();
        if (!Waiting.until(() -> tally.replies() >= due - 1, REPLIES_WITHIN, LOOK_EVERY_MILLIS)) {
            throw new BenchException(
                    String.format(Locale.ROOT, "%d look-ups were due, but %d have had a reply", due, tally.replies()));
        }
        return tally.figures();
    }
}
