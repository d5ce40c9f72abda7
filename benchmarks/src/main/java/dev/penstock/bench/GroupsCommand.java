// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Workload;
import dev.penstock.bench.question.Question;
import dev.penstock.bench.question.Throughput;
import dev.penstock.bench.question.WorkloadCase;
import dev.penstock.bench.question.WorkloadQuestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.Locale;

/** What an event costs with few and with many feature groups over one source. */
@Command(
        name = "groups",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Measures Penstock with one thread and more and more feature groups over the app events, by turns copies of"
                    + " user_activity and of sales_by_item, which goes through a repartition topic.",
            "benchmarks/README.md tells the method."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:every answer was right", "1:it failed, or an answer was wrong", "2:wrong usage"})
final class GroupsCommand extends QuestionCommand {

    private static final long EVENTS = 20_000_000;
    private static final long QUICK_EVENTS = 1_000_000;
    private static final long SECONDS = 30;
    private static final long QUICK_SECONDS = 5;

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
    private WorkloadOptions arguments;

    @Override
    OutputOptions output() {
        return arguments.output();
    }

    @Override
    List<Question> questions() {
        return List.of(question(
                arguments.setup(),
                groups,
                arguments.unlessGiven(events, QUICK_EVENTS, EVENTS),
                arguments.unlessGiven(seconds, QUICK_SECONDS, SECONDS),
                arguments.seed(),
                arguments.rounds()));
    }

    static Question question(Setup setup, List<Integer> groups, long events, double seconds, long seed, int rounds) {
        for (int count : groups) {
            if (count < 1 || count > Contenders.MOST_GROUPS) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT, "there are 1 to %d groups, found %d", Contenders.MOST_GROUPS, count));
            }
        }
        List<WorkloadCase.Reader> readers =
                WorkloadQuestion.ready(Contenders.named(
                                groups.stream().map(Contenders::groups).toList()))
                        .stream()
                        .map(contender -> WorkloadCase.Reader.lasting(contender, seconds, events))
                        .toList();
        var workload = new Workload(events, Throughput.USERS, 0, 0, Throughput.EVENTS_PER_SECOND, seed);
        return new WorkloadQuestion("groups", setup, List.of(new WorkloadCase("", workload, readers, rounds)));
    }
}
