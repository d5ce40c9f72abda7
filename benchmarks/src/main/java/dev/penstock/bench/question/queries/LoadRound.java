// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import dev.penstock.bench.harness.BenchException;
import dev.penstock.bench.harness.Figure;
import dev.penstock.bench.harness.Figures;
import dev.penstock.bench.harness.Fill;
import dev.penstock.bench.harness.LiveEvents;
import dev.penstock.bench.harness.Pause;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.Sample;
import dev.penstock.bench.question.Round;
import dev.penstock.bench.truth.TopicReader;
import dev.penstock.producer.EventSender;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Look-ups of single users at a steady rate, of one instance that is kept busy by events at a steady rate. */
public final class LoadRound {

    public static final String CONTENDER = "penstock, 2 threads";

    static final int ONLY = 1;
    static final int THREADS = 2;

    private static final int LOOK_EVERY_MILLIS = 200;
    private static final int GATHER_MILLIS = 2_000;
    private static final int REPLIES_WITHIN_SECONDS = 60;

    private final ServedInstances.Setting setting;
    private final QueriesQuestion.Load load;
    private final int round;
    private final KnownUsers users = new KnownUsers();
    private final LookupTally tally = new LookupTally();

    LoadRound(ServedInstances.Setting setting, QueriesQuestion.Load load, int round) {
        this.setting = setting;
        this.load = load;
        this.round = round;
    }

    Round run(Progress progress) {
        try (var instances = new ServedInstances(setting, "bench-load-" + round, THREADS, 0)) {
            instances.prepare();
            instances.start(ONLY);
            instances.awaitReady();
            EventSender sender =
                    LiveEvents.sender(setting.bootstrap(), Instant.now(), load.eventsPerSecond(), users::through);
            var sending = CompletableFuture.runAsync(() -> Fill.send(sender));
            try {
                Figures figures = measure(instances, progress);
                sender.stop();
                Fill.join(sending, sender);
                List<String> faults = new ArrayList<>(tally.faults());
                faults.addAll(CountedEvents.faults(
                        new TopicReader(setting.bootstrap()),
                        instances.rows(),
                        sender.progress().total().events()));
                return new Round(CONTENDER, round, figures, faults);
            } finally {
                sender.stop();
            }
        } catch (BenchException e) {
            return new Round(CONTENDER, round, Figures.NONE, List.of(e.getMessage()));
        }
    }

    private Figures measure(ServedInstances instances, Progress progress) {
        while (users.count() == 0) {
            Pause.millis(LOOK_EVERY_MILLIS);
        }
        Pause.millis(GATHER_MILLIS);
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
            Pause.millis(LOOK_EVERY_MILLIS);
        }
        progress.at(done + 0.5);
        return instances.now(ONLY);
    }

    /** A request without a reply must not go missing. */
    private Figures awaitReplies() {
        long due = load.queriesPerSecond() * load.measured().toSeconds();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(REPLIES_WITHIN_SECONDS);
        while (tally.replies() < due - 1 && System.nanoTime() < deadline) {
            Pause.millis(LOOK_EVERY_MILLIS);
        }
        if (tally.replies() < due - 1) {
            throw new BenchException(
                    String.format(Locale.ROOT, "%d look-ups were due, but %d have had a reply", due, tally.replies()));
        }
        return tally.figures();
    }
}
