// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.harness.Workload;
import dev.penstock.bench.question.Question;
import dev.penstock.bench.question.ScaleQuestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;

/** What an event costs with more instances. */
@Command(
        name = "scale",
        description = {
            "Measures 1, 2 and 4 instances of Penstock, one thread each, over " + ScaleQuestion.PARTITIONS
                    + " partitions. On"
                    + " one machine more instances are no faster; what an event costs must not grow with them.",
            "benchmarks/README.md tells the method."
        })
final class ScaleCommand extends QuestionCommand {

    @Option(
            names = "--instances",
            split = ",",
            paramLabel = "N",
            defaultValue = "1,2,4",
            description = "Numbers of instances, each 1 to " + ScaleQuestion.PARTITIONS + ". Default: ${DEFAULT-VALUE}")
    private List<Integer> instances;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "App events, at least 100000. Default: 30000000, with --quick 2000000")
    private long events = QuickOption.BY_DEFAULT;

    @Mixin
    private WorkloadOptions options;

    @Override
    List<Question> questions() {
        long count = options.unlessGiven(events, 2_000_000, 30_000_000);
        return List.of(new ScaleQuestion(
                setup(options.commitMillis()),
                Workload.ofAppEvents(count, options.seed()),
                instances,
                options.rounds()));
    }
}
