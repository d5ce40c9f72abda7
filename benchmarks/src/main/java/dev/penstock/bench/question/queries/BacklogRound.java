// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Figures;
import dev.penstock.bench.harness.Measurement;
import dev.penstock.bench.harness.MeasurementTimer;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.Sample;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Waiting;
import dev.penstock.bench.question.Round;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One instance that works off a backlog as fast as it can, left alone or asked for users at a steady rate. */
public final class BacklogRound {

    private static final int LOOK_EVERY_MILLIS = 100;

    private final Cluster cluster;
    private final Setup setup;
    private final KnownUsers users;
    private final long events;
    private final int queriesPerSecond;
    private final int round;
    private final LookupTally tally = new LookupTally();

    /**
     * @param users of the events
     * @param events that there are
     * @param queriesPerSecond 0 to leave it alone
     */
    BacklogRound(Cluster cluster, Setup setup, KnownUsers users, long events, int queriesPerSecond, int round) {
        this.cluster = cluster;
        this.setup = setup;
        this.users = users;
        this.events = events;
        this.queriesPerSecond = queriesPerSecond;
        this.round = round;
    }

    /** As tables have it. */
    public static String contender(boolean asked) {
        return asked ? "with look-ups" : "without look-ups";
    }

    Round run(Progress progress) {
        boolean asked = queriesPerSecond > 0;
        String id = String.format(Locale.ROOT, "bench-backlog-%d-%s", round, asked ? "asked" : "alone");
        try (var instances = new ServedInstances(cluster, setup, id, LoadRound.THREADS, 0)) {
            instances.prepare();
            instances.start(LoadRound.ONLY);
            instances.awaitListening(LoadRound.ONLY);
            Figures figures = asked ? underLookups(instances, progress) : follow(instances, progress);
            instances.awaitCommit();
            List<String> faults = new ArrayList<>(CountedEvents.faults(instances, cluster.bootstrap(), events));
            faults.addAll(tally.faults());
            return new Round(contender(asked), round, figures, faults);
        }
    }

    private Figures underLookups(ServedInstances instances, Progress progress) {
        Figures all = new UserLookups(instances, LoadRound.ONLY, users, tally)
                .during(queriesPerSecond, () -> follow(instances, progress));
        for (var figure : tally.figures().values().entrySet()) {
            all = all.with(figure.getKey(), figure.getValue());
        }
        return all;
    }

    private Figures follow(ServedInstances instances, Progress progress) {
        var timer = new MeasurementTimer(events);
        boolean warm = false;
        while (!timer.done()) {
            Sample sample = instances.now(LoadRound.ONLY);
            timer.accept(sample);
            if (!warm && sample.events() >= Measurement.warmAt(events)) {
                warm = true;
                tally.measure(System.nanoTime(), Long.MAX_VALUE);
            }
            progress.at((double) sample.events() / events);
            Waiting.millis(LOOK_EVERY_MILLIS);
        }
        tally.endAt(System.nanoTime());
        return timer.measurement().figures();
    }
}
