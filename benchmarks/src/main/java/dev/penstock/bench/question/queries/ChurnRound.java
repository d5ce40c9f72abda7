// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import dev.penstock.bench.harness.BenchException;
import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Figure;
import dev.penstock.bench.harness.Figures;
import dev.penstock.bench.harness.LiveEvents;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.RowWatch;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Waiting;
import dev.penstock.bench.question.Round;
import dev.penstock.bench.question.queries.CommittedRows.Seen;
import dev.penstock.cli.support.Causes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Three instances, of which one is killed and started again, asked all the time. Every answer is checked. */
final class ChurnRound {

    /** Look-ups per second, over all instances. */
    static final int LOOKUPS = 300;

    private static final int VICTIM = 1;
    private static final int CONNECTIONS = 200;
    private static final List<Integer> ALL = List.of(VICTIM, 2, 3);
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(120);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(120);
    private static final int LOOK_EVERY_MILLIS = 200;
    private static final int MOST_EXAMPLES = 5;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Cluster cluster;
    private final Setup setup;
    private final QueriesQuestion.Churn churn;
    private final int standbys;
    private final int round;
    private final CommittedRows committed = new CommittedRows();
    private final AnswerCheck check = new AnswerCheck(committed);
    private final LookupTally tally = new LookupTally();
    private final Gaps gaps = new Gaps();
    private final HttpAsker asker = new HttpAsker(CONNECTIONS);
    private final Set<Integer> living = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger kills = new AtomicInteger();
    private final AtomicInteger wrong = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile long measuredFrom = Long.MAX_VALUE;
    private double allReadyAfter;
    private final List<String> examples = Collections.synchronizedList(new ArrayList<>());

    ChurnRound(Cluster cluster, Setup setup, QueriesQuestion.Churn churn, int standbys, int round) {
        this.cluster = cluster;
        this.setup = setup;
        this.churn = churn;
        this.standbys = standbys;
        this.round = round;
    }

    /** As tables have it. */
    static String contender(int standbys) {
        return "num.standby.replicas=" + standbys;
    }

    Round run(Progress progress) {
        String id = String.format(Locale.ROOT, "bench-churn-%d-%d", round, standbys);
        try (var instances = new ServedInstances(cluster, setup, id, 1, standbys)) {
            instances.prepare();
            ALL.forEach(instances::start);
            instances.awaitReady();
            living.addAll(ALL);
            try (var events = LiveEvents.start(cluster.bootstrap(), churn.eventsPerSecond());
                    var watch = new RowWatch(cluster.bootstrap(), instances.rows(), committed::see)) {
                return run(instances, events, watch, progress);
            }
        }
    }

    private Round run(ServedInstances instances, LiveEvents events, RowWatch watch, Progress progress) {
        if (!eventually(watch, () -> committed.userCount() > 0)) {
            throw new BenchException("there were no rows within " + SETTLED_WITHIN.toSeconds() + " s");
        }
        // With a schedule of its own: what could not be asked in time while the compilers worked is not asked later.
        Pacer.during(List.of(due -> ask(instances, due)), LOOKUPS, this::warmUp);
        progress.at(0.3);
        long end = Pacer.during(List.of(due -> ask(instances, due)), LOOKUPS, () -> comeAndGo(instances, progress));
        tally.endAt(end);
        if (!eventually(watch, () -> unanswered.get() == 0)) {
            throw new BenchException(String.format(
                    Locale.ROOT,
                    "%d look-ups have had no reply within %d s",
                    unanswered.get(),
                    SETTLED_WITHIN.toSeconds()));
        }
        Figures figures = tally.figures()
                .with(Figure.LONGEST_GAP_SECONDS, gaps.longestSeconds(end))
                .with(Figure.ALL_READY_SECONDS, allReadyAfter);
        events.finish();
        progress.at(0.8);
        return new Round(contender(standbys), round, figures, faults(instances, events.sent(), watch));
    }

    private long warmUp() {
        Waiting.millis(churn.warmUp().toMillis());
        return System.nanoTime();
    }

    /** Returns when that was over, by {@link System#nanoTime()}. */
    private long comeAndGo(ServedInstances instances, Progress progress) {
        measuredFrom = System.nanoTime();
        tally.measure(measuredFrom, Long.MAX_VALUE);
        Waiting.millis(churn.before().toMillis());
        living.remove(VICTIM);
        kills.incrementAndGet();
        instances.kill(VICTIM);
        Waiting.millis(churn.away().toMillis());
        long started = System.nanoTime();
        instances.start(VICTIM);
        instances.awaitListening(VICTIM);
        living.add(VICTIM);
        progress.at(0.6);
        instances.awaitAnswers();
        allReadyAfter = (System.nanoTime() - started) / NANOS_PER_SECOND;
        Waiting.millis(churn.after().toMillis());
        return System.nanoTime();
    }

    private void ask(ServedInstances instances, long due) {
        int number = ALL.get(Math.floorMod(turn.getAndIncrement(), ALL.size()));
        int before = kills.get();
        if (!living.contains(number)) {
            return;
        }
        String user = committed.user(ThreadLocalRandom.current().nextInt(committed.userCount()));
        Seen seen = committed.seen(user, System.currentTimeMillis());
        unanswered.incrementAndGet();
        asker.ask(instances.uri(number, AnswerCheck.path(user)))
                .thenAccept(reply -> {
                    // What a process leaves open that is killed says nothing about those that live.
                    if (reply.status() != Reply.NONE || number != VICTIM || before == kills.get()) {
                        replied(number, seen, due, reply);
                    }
                })
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        wrong(number, Causes.line(failure));
                    }
                    unanswered.decrementAndGet();
                });
    }

    private void replied(int number, Seen seen, long due, Reply reply) {
        long now = System.nanoTime();
        tally.replied(due, now, reply);
        if (number != VICTIM && due >= measuredFrom) {
            gaps.replied(number, seen.partition(), reply.answered(), due, now);
        }
        check.fault(seen, reply).ifPresent(fault -> wrong(number, fault));
    }

    private void wrong(int number, String fault) {
        if (wrong.incrementAndGet() <= MOST_EXAMPLES) {
            examples.add(String.format(Locale.ROOT, "wrong answer of instance %d: %s", number, fault));
        }
    }

    private List<String> faults(ServedInstances instances, long sent, RowWatch watch) {
        List<String> faults = new ArrayList<>(tally.faults());
        faults.addAll(List.copyOf(examples));
        if (wrong.get() > MOST_EXAMPLES) {
            faults.add(String.format(Locale.ROOT, "%d wrong answers while instances came and went", wrong.get()));
        }
        boolean settled = eventually(watch, () -> committed.events() >= sent && instances.areIdle(VICTIM));
        instances.awaitCommit();
        if (committed.events() != sent) {
            faults.add(
                    String.format(Locale.ROOT, "%d events were sent, but the rows count %d", sent, committed.events()));
        } else if (!settled) {
            faults.add("there was still something to read after " + SETTLED_WITHIN.toSeconds() + " s");
        }
        faults.addAll(new FinalAnswers(committed, instances::uri).faults(ALL, ANSWERED_WITHIN));
        return faults;
    }

    /** Whether it came about in time. */
    private static boolean eventually(RowWatch watch, BooleanSupplier condition) {
        return Waiting.until(
                () -> {
                    watch.requireAlive();
                    return condition.getAsBoolean();
                },
                SETTLED_WITHIN,
                LOOK_EVERY_MILLIS);
    }
}
