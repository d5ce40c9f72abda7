// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.joining;

/** How many events a second each contender gets through, and at what cost. */
@Command(
        name = "throughput",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Measures how fast Penstock and its alternatives work off a topic of app events, each in a JVM of its own,"
                    + " taking turns. Figures leave out the first half of the events, and count only if the"
                    + " contender's newest rows are right.",
            "benchmarks/README.md tells the method."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:every answer was right", "1:it failed, or an answer was wrong", "2:wrong usage"})
final class ThroughputCommand implements Callable<Integer> {

    private static final long EVENTS = 30_000_000;
    private static final long QUICK_EVENTS = 2_000_000;
    private static final double LOGINS = 0.05;
    private static final int EVENTS_PER_SECOND = 10_000;
    private static final long LOGINS_ALONE = 5_000_000;
    private static final long QUICK_LOGINS_ALONE = 500_000;
    private static final Set<String> OF_LOGINS = Set.of(Entrants.LOGINS_COPY, Entrants.LOGINS_PENSTOCK);
    private static final Set<String> SLOW = Set.of(
            Entrants.PER_EVENT,
            Entrants.DSL_JSON,
            Entrants.FLINK_ROCKSDB_1,
            Entrants.FLINK_ROCKSDB_2,
            Entrants.PYTHON_PER_EVENT);

    /** For the help. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Entrants.names().iterator();
        }
    }

    @Option(
            names = "--contenders",
            split = ",",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "Who takes part, of: ${COMPLETION-CANDIDATES}. Default: all that can run on this machine")
    private List<String> contenders = List.of();

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "App events and, one of twenty, logins; at least 100000."
                    + " Default: 10000000, with --quick 2000000")
    private long events = MatchArguments.BY_DEFAULT;

    @Option(
            names = "--logins",
            paramLabel = "N",
            description = "Logins that those read whose names begin so, at least 100000."
                    + " Default: 5000000, with --quick 500000")
    private long logins = MatchArguments.BY_DEFAULT;

    @Option(
            names = "--slow-share",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description = "Which part of the topic, from its end, those read that take long (" + Entrants.PER_EVENT
                    + ", " + Entrants.DSL_JSON + ", flink-rocksdb, " + Entrants.PYTHON_PER_EVENT
                    + "). Default: ${DEFAULT-VALUE}")
    private double slowShare;

    @Option(names = "--users", paramLabel = "N", defaultValue = "10000", description = "Default: ${DEFAULT-VALUE}")
    private int users;

    @Option(
            names = "--skew",
            paramLabel = "S",
            defaultValue = "0",
            description = "Exponent of Zipf's law for users; 0 is evenly. Default: ${DEFAULT-VALUE}")
    private double skew;

    @Mixin
    private MatchArguments arguments;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var command = spec.commandLine();
        var session = new MatchSession(spec.name(), arguments.output(), command.getOut(), command.getErr());
        try {
            return session.play(plan(), Comparison.THROUGHPUT);
        } catch (BenchException e) {
            command.getErr().println(spec.qualifiedName() + ": " + e.getMessage());
            return 1;
        }
    }

    private Plan plan() {
        try {
            List<Entrant> entrants = MatchSession.ready(chosen());
            List<Match> matches = new ArrayList<>();
            add(matches, workload(), entrants.stream().filter(ThroughputCommand::readsAppEvents));
            add(matches, loginsAlone(), entrants.stream().filter(not(ThroughputCommand::readsAppEvents)));
            return new Plan(arguments.setup(), matches);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private List<Entrant> chosen() {
        if (!contenders.isEmpty()) {
            return Entrants.named(contenders);
        }
        Map<String, List<Entrant>> all = Entrants.byWhatIsMissing();
        List<Entrant> ready = all.remove(Entrants.NOTHING);
        all.forEach((missing, leftOut) -> spec.commandLine()
                .getErr()
                .println("left out: %s; %s"
                        .formatted(leftOut.stream().map(Entrant::name).collect(joining(", ")), missing)));
        return ready;
    }

    private static boolean readsAppEvents(Entrant entrant) {
        return !OF_LOGINS.contains(entrant.name());
    }

    /** Without a name, so that all share one table. */
    private void add(List<Match> matches, Workload workload, Stream<Entrant> entrants) {
        List<Match.Seat> seats = entrants.map(this::seat).toList();
        if (!seats.isEmpty()) {
            matches.add(new Match("", workload, seats, arguments.rounds()));
        }
    }

    private Workload loginsAlone() {
        long count = arguments.unlessGiven(logins, QUICK_LOGINS_ALONE, LOGINS_ALONE);
        return new Workload(count, users, skew, 1, EVENTS_PER_SECOND, arguments.seed());
    }

    private Workload workload() {
        long count = arguments.unlessGiven(events, QUICK_EVENTS, EVENTS);
        return new Workload(count, users, skew, LOGINS, EVENTS_PER_SECOND, arguments.seed());
    }

    private Match.Seat seat(Entrant entrant) {
        return new Match.Seat(entrant, SLOW.contains(entrant.name()) ? slowShare : 1);
    }
}
