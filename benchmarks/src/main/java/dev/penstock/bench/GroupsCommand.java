// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.harness.Workload;
import dev.penstock.bench.question.Question;
import dev.penstock.bench.question.WorkloadQuestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;

/** What an event costs with few and with many feature groups over one source. */
@Command(
        name = "groups",
        description = {
            "Measures Penstock with one thread and more and more feature groups over the app events, by turns copies of"
                    + " user_activity and of sales_by_item, which goes through a repartition topic.",
            "benchmarks/README.md tells the method."
        })
final class GroupsCommand extends QuestionCommand {

    @Option(
            names = "--groups",
            split = ",",
            paramLabel = "N",
            defaultValue = "1,2,5,10,20,50",
            description = "Numbers of groups, each 1 to " + Contenders.MOST_GROUPS + ". Default: ${DEFAULT-VALUE}")
    private List<Integer> groups;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "App events, at least 100000. Default: 20000000, with --quick 1000000")
    private long events = QuickOption.BY_DEFAULT;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description =
                    "About how long a contender runs; it reads as much of the topic, from its end. Default: 30, with"
                            + " --quick 5")
    private long seconds = QuickOption.BY_DEFAULT;

    @Mixin
    private WorkloadOptions options;

    @Override
    List<Question> questions() {
        long count = options.unlessGiven(events, 1_000_000, 20_000_000);
        return List.of(WorkloadQuestion.groups(
                setup(options.commitMillis()),
                groups,
                Workload.ofAppEvents(count, options.seed()),
                options.unlessGiven(seconds, 5, 30),
                options.rounds()));
    }
}
