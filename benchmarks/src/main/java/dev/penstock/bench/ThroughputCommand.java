// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.harness.Workload;
import dev.penstock.bench.question.Question;
import dev.penstock.bench.question.WorkloadQuestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.Iterator;
import java.util.List;

/** How many events a second each contender gets through, and at what cost. */
@Command(
        name = "throughput",
        description = {
            "Measures how fast Penstock and its alternatives work off a topic of app events, each in a JVM of its own,"
                    + " taking turns. Figures leave out the first two thirds of the events, and count only if the"
                    + " contender's newest rows are right.",
            "benchmarks/README.md tells the method."
        })
final class ThroughputCommand extends QuestionCommand {

    /** For the help. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Contenders.names().iterator();
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
                    + " Default: 30000000, with --quick 2000000")
    private long events = QuickOption.BY_DEFAULT;

    @Option(
            names = "--logins",
            paramLabel = "N",
            description = "Logins that those read whose names begin so, at least 100000."
                    + " Default: 5000000, with --quick 500000")
    private long logins = QuickOption.BY_DEFAULT;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description =
                    "About how long a contender runs: one that needs more for the whole topic reads its last half, or"
                            + " the last half of that, and so on. Default: 30, with --quick 5")
    private long seconds = QuickOption.BY_DEFAULT;

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "" + Workload.USERS,
            description = "Default: ${DEFAULT-VALUE}")
    private int users;

    @Option(
            names = "--skew",
            paramLabel = "S",
            defaultValue = "0",
            description = "Exponent of Zipf's law for users; 0 is evenly. Default: ${DEFAULT-VALUE}")
    private double skew;

    @Mixin
    private WorkloadOptions options;

    @Override
    List<Question> questions() {
        long app = options.unlessGiven(events, 2_000_000, 30_000_000);
        long alone = options.unlessGiven(logins, 500_000, 5_000_000);
        return List.of(WorkloadQuestion.throughput(
                setup(options.commitMillis()),
                WorkloadQuestion.ready(contenders.isEmpty() ? available() : Contenders.named(contenders)),
                new Workload(app, users, skew, Workload.LOGIN_SHARE, options.seed()),
                new Workload(alone, users, skew, 1, options.seed()),
                options.unlessGiven(seconds, 5, 30),
                options.rounds()));
    }
}
