// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Fill;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.WatchedEvents;
import dev.penstock.bench.harness.Workload;
import dev.penstock.bench.harness.Workplace;
import dev.penstock.bench.question.Case;
import dev.penstock.bench.question.Question;
import dev.penstock.bench.question.Round;
import dev.penstock.bench.question.Rounds;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What live look-ups cost, and whether answers stay right. Each part has a broker of its own.
 *
 * @param backlog events that are there to work off
 */
public record QueriesQuestion(Setup setup, Load load, long backlog, Churn churn, Set<Part> parts, int rounds)
        implements Question {

    /** The name of a case. */
    public static final String UNDER_LOAD = "look-ups under load";

    public static final String BACKLOG = "working off a backlog";

    private static final double START_MICROS = 8e6;
    private static final double BACKLOG_MICROS = 1;
    private static final double CHURN_MICROS = 70e6;
    private static final List<Integer> STANDBYS = List.of(0, 1);

    /** All have to be there when partitions are dealt out. */
    private static final String BROKER = "group.initial.rebalance.delay.ms=3000";

    /** What can be asked alone. */
    public enum Part {
        LOAD,
        BACKLOG,
        CHURN;

        /** @throws IllegalArgumentException if there is none of a name */
        public static Set<Part> named(List<String> names) {
            var parts = EnumSet.noneOf(Part.class);
            for (String name : names) {
                try {
                    parts.add(valueOf(name.toUpperCase(Locale.ROOT)));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("parts are load, backlog and churn, found '" + name + "'", e);
                }
            }
            return parts;
        }
    }

    /**
     * Look-ups under load.
     *
     * @param warmUp before it is measured
     */
    public record Load(int eventsPerSecond, int queriesPerSecond, Duration warmUp, Duration measured) {}

    /**
     * An instance comes and goes.
     *
     * @param warmUp before look-ups begin
     * @param before look-ups begin and it is killed
     * @param away for how long it is not started again
     * @param after everybody is ready again
     */
    public record Churn(int eventsPerSecond, Duration warmUp, Duration before, Duration away, Duration after) {

        private Duration all() {
            return warmUp.plus(before).plus(away).plus(after);
        }
    }

    /** @throws IllegalArgumentException if there is nothing to do */
    public QueriesQuestion {
        parts = Set.copyOf(parts);
        Rounds.require(rounds);
        if (load.eventsPerSecond < 1 || load.queriesPerSecond < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "there must be at least 1 event and 1 look-up a second, found %d and %d",
                    load.eventsPerSecond,
                    load.queriesPerSecond));
        }
        if (load.measured.toMillis() < 1_000) {
            throw new IllegalArgumentException("at least 1 second is measured, found " + load.measured.toSeconds());
        }
    }

    @Override
    public String name() {
        return "queries";
    }

    @Override
    public double expectedMicros() {
        return (parts.contains(Part.LOAD) ? loadRounds().expectedMicros() : 0)
                + (parts.contains(Part.BACKLOG)
                        ? backlog * Fill.EXPECTED_MICROS + backlogRounds().expectedMicros()
                        : 0)
                + (parts.contains(Part.CHURN) ? churnRounds().expectedMicros() : 0);
    }

    private Rounds<String> loadRounds() {
        double micros = START_MICROS + load.warmUp.plus(load.measured).toMillis() * 1e3;
        return new Rounds<>("queries, load", rounds, List.of(LoadRound.CONTENDER), name -> name, name -> micros);
    }

    private Rounds<Boolean> backlogRounds() {
        double micros = START_MICROS + backlog * BACKLOG_MICROS;
        return new Rounds<>("queries, backlog", rounds, List.of(false, true), BacklogRound::contender, asked -> micros);
    }

    private Rounds<Integer> churnRounds() {
        double micros = CHURN_MICROS + churn.all().toMillis() * 1e3;
        return new Rounds<>("queries, churn", rounds, STANDBYS, ChurnRound::contender, standbys -> micros);
    }

    @Override
    public void ask(Workplace place, Progress progress, Consumer<Case> answers) {
        if (parts.contains(Part.LOAD)) {
            answers.accept(new Case(UNDER_LOAD, settings(loadSettings()), load(place, progress)));
        }
        if (parts.contains(Part.BACKLOG)) {
            answers.accept(new Case(BACKLOG, settings(backlogSettings()), backlog(place, progress)));
        }
        if (parts.contains(Part.CHURN)) {
            answers.accept(new Case("instances come and go", settings(churnSettings()), churn(place, progress)));
        }
    }

    private List<Round> load(Workplace place, Progress progress) {
        return loadRounds().play(progress, (contender, round) -> {
            try (var cluster = Cluster.start(place)) {
                return new LoadRound(cluster, setup, load, round).run(progress);
            }
        });
    }

    private List<Round> backlog(Workplace place, Progress progress) {
        try (var cluster = Cluster.start(place)) {
            progress.begin("queries, events", backlog * Fill.EXPECTED_MICROS);
            var users = new KnownUsers();
            var source = new WatchedEvents(workload().source(Instant.now()), users::note);
            Fill.fill(cluster.bootstrap(), source, sent -> progress.at((double) sent / backlog));
            users.settle();
            return backlogRounds().play(progress, (asked, round) -> {
                int queries = asked ? load.queriesPerSecond : 0;
                return new BacklogRound(cluster, setup, users, backlog, queries, round).run(progress);
            });
        }
    }

    private List<Round> churn(Workplace place, Progress progress) {
        return churnRounds().play(progress, (standbys, round) -> {
            try (var cluster = Cluster.start(place, Workload.PARTITIONS, BROKER)) {
                return new ChurnRound(cluster, setup, churn, standbys, round).run(progress);
            }
        });
    }

    private Workload workload() {
        return Workload.ofAppEvents(backlog, 1);
    }

    private Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(setup.settings());
        settings.putAll(more);
        return settings;
    }

    private Map<String, String> loadSettings() {
        return Map.of(
                "events per second", String.valueOf(load.eventsPerSecond),
                "look-ups per second", String.valueOf(load.queriesPerSecond),
                "warm-up seconds", String.valueOf(load.warmUp.toSeconds()),
                "measured seconds", String.valueOf(load.measured.toSeconds()));
    }

    private Map<String, String> backlogSettings() {
        Map<String, String> settings = new TreeMap<>(workload().settings());
        settings.put("look-ups per second", String.valueOf(load.queriesPerSecond));
        return settings;
    }

    private Map<String, String> churnSettings() {
        return Map.of(
                "events per second", String.valueOf(churn.eventsPerSecond),
                "look-ups per second", String.valueOf(ChurnRound.LOOKUPS),
                "warm-up seconds", String.valueOf(churn.warmUp.toSeconds()),
                "away seconds", String.valueOf(churn.away.toSeconds()),
                "after seconds", String.valueOf(churn.after.toSeconds()));
    }
}
