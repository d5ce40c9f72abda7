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

/** What an event costs with few and with many keys. */
@Command(
        name = "keys",
        description = {
            "Measures Penstock beside the Kafka Streams DSL with a record cache over numbers of keys, each spread evenly"
                    + " and by Zipf's law.",
            "Where nearly every event meets its own tile a combiner can't help. benchmarks/README.md tells the method."
        })
final class KeysCommand extends QuestionCommand {

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
    private WorkloadOptions options;

    @Override
    List<Question> questions() {
        long count = options.unlessGiven(events, 1_000_000, 5_000_000);
        List<Workload> workloads = keys.stream()
                .flatMap(users -> skews.stream().map(skew -> new Workload(count, users, skew, 0, options.seed())))
                .toList();
        return List.of(WorkloadQuestion.keys(
                setup(options.commitMillis()),
                WorkloadQuestion.ready(Contenders.named(contenders)),
                workloads,
                options.rounds()));
    }
}
