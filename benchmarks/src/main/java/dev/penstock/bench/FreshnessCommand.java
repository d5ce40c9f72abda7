// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.question.FreshnessCase;
import dev.penstock.bench.question.FreshnessQuestion;
import dev.penstock.bench.question.Question;
import dev.penstock.bench.question.WorkloadQuestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** How long it takes from an event to a row that shows it. */
@Command(
        name = "freshness",
        description = {
            "Measures the time from the moment at which an event is due to be sent until a read_committed consumer sees"
                    + " a row that counts it, over rates and commit intervals.",
            "benchmarks/README.md tells the method."
        },
        exitCodeList = {"0:every event was seen", "1:it failed, or an event was not seen", "2:wrong usage"})
final class FreshnessCommand extends QuestionCommand {

    @Option(
            names = "--rates",
            split = ",",
            paramLabel = "N",
            description = "Events per second. Default: 1000,10000,100000, with --quick 10000")
    private List<Integer> rates = List.of();

    @Option(
            names = "--commit-intervals",
            split = ",",
            paramLabel = "MS",
            description = "How often the contender commits. Default: 25,50,100,1000, with --quick 50")
    private List<Long> commitIntervals = List.of();

    @Option(
            names = "--compression",
            paramLabel = "TYPE",
            defaultValue = FreshnessCase.NO_COMPRESSION,
            description =
                    "How Kafka Streams contenders compress what they write: none, gzip, snappy, lz4 or zstd. Penstock's own default,"
                            + " lz4, takes a tenth of the processor that rows wait for where commits are many and small."
                            + " Default: ${DEFAULT-VALUE}")
    private String compression;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "How long each contender runs before it is measured. Its compiler takes as much CPU as the"
                    + " events do for most of a minute. Default: 75, with --quick 6")
    private int warmUp = QuickOption.BY_DEFAULT;

    @Option(names = "--seconds", paramLabel = "N", description = "How long is measured. Default: 30, with --quick 5")
    private int seconds = QuickOption.BY_DEFAULT;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description = "How often each pair of a rate and an interval is measured. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--contenders",
            split = ",",
            paramLabel = "NAME",
            defaultValue = Contenders.MICRO_BATCH_2,
            description = "Who takes part, of those that write rows; 'throughput --help' names all."
                    + " Default: ${DEFAULT-VALUE}")
    private List<String> contenders;

    @Mixin
    private QuickOption quick;

    @Override
    List<Question> questions() {
        List<Contender> contenders = WorkloadQuestion.ready(Contenders.named(this.contenders));
        List<FreshnessCase> cases = quick.unlessGiven(rates, List.of(10_000), List.of(1_000, 10_000, 100_000)).stream()
                .flatMap(this::cases)
                .toList();
        var phases = new FreshnessQuestion.Phases(
                Duration.ofSeconds(quick.unlessGiven(warmUp, 6, 75)),
                Duration.ofSeconds(quick.unlessGiven(seconds, 5, 30)));
        return List.of(new FreshnessQuestion(FreshnessQuestion.FRESHNESS, contenders, cases, phases, rounds));
    }

    private Stream<FreshnessCase> cases(int rate) {
        return quick.unlessGiven(commitIntervals, List.of(50L), List.of(25L, 50L, 100L, 1_000L)).stream()
                .map(millis -> new FreshnessCase(rate, setup(millis), compression));
    }
}
