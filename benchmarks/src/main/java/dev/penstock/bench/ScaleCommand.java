// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Workload;
import dev.penstock.bench.question.Question;
import dev.penstock.bench.question.ScaleQuestion;
import dev.penstock.bench.question.ScaleRound;
import dev.penstock.bench.question.Throughput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;

/** What an event costs with more instances. */
@Command(
        name = "scale",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Measures 1, 2 and 4 instances of Penstock, one thread each, over " + ScaleRound.PARTITIONS
                    + " partitions. On"
                    + " one machine more instances are no faster; what an event costs must not grow with them.",
            "benchmarks/README.md tells the method."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:every answer was right", "1:it failed, or an answer was wrong", "2:wrong usage"})
final class ScaleCommand extends QuestionCommand {

    private static final long EVENTS = 30_000_000;
    private static final long QUICK_EVENTS = 2_000_000;

    @Option(
            names = "--instances",
            split = ",",
            paramLabel = "N",
            defaultValue = "1,2,4",
            description = "Numbers of instances, each 1 to " + ScaleRound.PARTITIONS + ". Default: ${DEFAULT-VALUE}")
    private List<Integer> instances;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "App events, at least 100000. Default: 30000000, with --quick 2000000")
    private long events = QuickOption.BY_DEFAULT;

    @Mixin
    private WorkloadOptions arguments;

    @Override
    OutputOptions output() {
        return arguments.output();
    }

    @Override
    List<Question> questions() {
        return List.of(question(
                arguments.setup(),
                instances,
                arguments.unlessGiven(events, QUICK_EVENTS, EVENTS),
                arguments.seed(),
                arguments.rounds()));
    }

    static Question question(Setup setup, List<Integer> instances, long events, long seed, int rounds) {
        var workload = new Workload(events, Throughput.USERS, 0, 0, Throughput.EVENTS_PER_SECOND, seed);
        return new ScaleQuestion(setup, workload, instances, rounds);
    }
}
