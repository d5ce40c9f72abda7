// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** What an event costs with few and with many keys. */
@Command(
        name = "keys",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Measures Penstock beside the Kafka Streams DSL with a record cache over numbers of keys, each spread evenly"
                    + " and by Zipf's law.",
            "Where nearly every event meets its own tile a combiner can't help. benchmarks/README.md tells the method."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:every answer was right", "1:it failed, or an answer was wrong", "2:wrong usage"})
final class KeysCommand implements Callable<Integer> {

    private static final long EVENTS = 5_000_000;
    private static final long QUICK_EVENTS = 1_000_000;
    private static final int EVENTS_PER_SECOND = 10_000;

    @Option(
            names = "--keys",
            split = ",",
            paramLabel = "N",
            defaultValue = "10000,1000000,10000000",
            description = "Numbers of users. Default: ${DEFAULT-VALUE}")
    private List<Integer> keys;

    @Option(
            names = "--skews",
            split = ",",
            paramLabel = "S",
            defaultValue = "0,1",
            description = "Exponents of Zipf's law; 0 is evenly. Default: ${DEFAULT-VALUE}")
    private List<Double> skews;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "App events, at least 100000. Default: 5000000, with --quick 1000000")
    private long events = MatchArguments.BY_DEFAULT;

    @Option(
            names = "--contenders",
            split = ",",
            paramLabel = "NAME",
            defaultValue = Entrants.MICRO_BATCH_1 + "," + Entrants.DSL_CACHED,
            description = "Who takes part; 'throughput --help' names all. Default: ${DEFAULT-VALUE}")
    private List<String> contenders;

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
            return session.play(plan(), Comparison.KEYS);
        } catch (BenchException e) {
            command.getErr().println(spec.qualifiedName() + ": " + e.getMessage());
            return 1;
        }
    }

    private Plan plan() {
        try {
            List<Match.Seat> seats = MatchSession.ready(Entrants.named(contenders)).stream()
                    .map(entrant -> new Match.Seat(entrant, 1))
                    .toList();
            List<Match> matches = new ArrayList<>();
            for (int users : keys) {
                for (double skew : skews) {
                    matches.add(new Match(name(users, skew), workload(users, skew), seats, arguments.rounds()));
                }
            }
            return new Plan(arguments.setup(), matches);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static String name(int users, double skew) {
        return String.format(Locale.ROOT, "%,d keys, ", users)
                + (skew == 0 ? "uniform" : String.format(Locale.ROOT, "Zipf %.1f", skew));
    }

    private Workload workload(int users, double skew) {
        long count = arguments.unlessGiven(events, QUICK_EVENTS, EVENTS);
        return new Workload(count, users, skew, 0, EVENTS_PER_SECOND, arguments.seed());
    }
}
