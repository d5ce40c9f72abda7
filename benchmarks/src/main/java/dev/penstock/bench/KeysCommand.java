// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.harness.Workload;
import dev.penstock.bench.question.Question;
import dev.penstock.bench.question.WorkloadCase;
import dev.penstock.bench.question.WorkloadQuestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
final class KeysCommand extends QuestionCommand {

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
    private long events = QuickOption.BY_DEFAULT;

    @Option(
            names = "--contenders",
            split = ",",
            paramLabel = "NAME",
            defaultValue = Contenders.MICRO_BATCH_1 + "," + Contenders.DSL_CACHED,
            description = "Who takes part; 'throughput --help' names all. Default: ${DEFAULT-VALUE}")
    private List<String> contenders;

    @Mixin
    private WorkloadOptions arguments;

    @Override
    OutputOptions output() {
        return arguments.output();
    }

    @Override
    List<Question> questions() {
        List<WorkloadCase.Reader> readers = WorkloadQuestion.ready(Contenders.named(contenders)).stream()
                .map(contender -> new WorkloadCase.Reader(contender, 1))
                .toList();
        long count = arguments.unlessGiven(events, QUICK_EVENTS, EVENTS);
        List<WorkloadCase> cases = new ArrayList<>();
        for (int users : keys) {
            for (double skew : skews) {
                cases.add(keysCase(count, users, skew, arguments.seed(), readers, arguments.rounds()));
            }
        }
        return List.of(new WorkloadQuestion("keys", arguments.setup(), cases));
    }

    static WorkloadCase keysCase(
            long events, int users, double skew, long seed, List<WorkloadCase.Reader> readers, int rounds) {
        String name = String.format(Locale.ROOT, "%,d keys, ", users)
                + (skew == 0 ? "uniform" : String.format(Locale.ROOT, "Zipf %.1f", skew));
        return new WorkloadCase(name, new Workload(events, users, skew, 0, EVENTS_PER_SECOND, seed), readers, rounds);
    }
}
