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
import java.util.Iterator;
import java.util.List;

/** What contenders cost that give fresh rows of events that come at a steady rate. */
@Command(
        name = "live",
        description = {
            "Measures how many processors each contender and the broker keep busy while events come at a steady rate,"
                    + " with the time from an event to its row, and the contender's memory. All commit, or make"
                    + " checkpoints, at the same interval.",
            "benchmarks/README.md tells the method."
        },
        exitCodeList = {"0:every event was seen", "1:it failed, or an event was not seen", "2:wrong usage"})
final class LiveCommand extends QuestionCommand {

    @Option(
            names = "--rates",
            split = ",",
            paramLabel = "N",
            description = "Events per second. Default: 10000,100000, with --quick 10000")
    private List<Integer> rates = List.of();

    @Option(
            names = "--commit-interval",
            paramLabel = "MS",
            defaultValue = "100",
            description = "How often contenders commit. Default: ${DEFAULT-VALUE}")
    private long commitMillis;

    @Option(
            names = "--compression",
            paramLabel = "TYPE",
            defaultValue = FreshnessCase.NO_COMPRESSION,
            description = "How Kafka Streams contenders compress what they write: none, gzip, snappy, lz4 or zstd."
                    + " Default: ${DEFAULT-VALUE}")
    private String compression;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "How long each contender runs before it is measured. Default: 75, with --quick 6")
    private int warmUp = QuickOption.BY_DEFAULT;

    @Option(names = "--seconds", paramLabel = "N", description = "How long is measured. Default: 30, with --quick 5")
    private int seconds = QuickOption.BY_DEFAULT;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description = "How often each rate is measured. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--contenders",
            split = ",",
            paramLabel = "NAME",
            description = "Who takes part, of those that write rows; 'throughput --help' names all."
                    + " Default: those of these that can run on this machine: ${COMPLETION-CANDIDATES}",
            completionCandidates = Names.class)
    private List<String> contenders = List.of();

    @Mixin
    private QuickOption quick;

    /** For the help. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Contenders.LIVE.iterator();
        }
    }

    @Override
    List<Question> questions() {
        List<Contender> some = WorkloadQuestion.ready(
                contenders.isEmpty() ? available(Contenders.named(Contenders.LIVE)) : Contenders.named(contenders));
        List<FreshnessCase> cases = quick.unlessGiven(rates, List.of(10_000), List.of(10_000, 100_000)).stream()
                .map(rate -> new FreshnessCase(rate, setup(commitMillis), compression))
                .toList();
        var phases = new FreshnessQuestion.Phases(
                Duration.ofSeconds(quick.unlessGiven(warmUp, 6, 75)),
                Duration.ofSeconds(quick.unlessGiven(seconds, 5, 30)));
        return List.of(new FreshnessQuestion(FreshnessQuestion.LIVE, some, cases, phases, rounds));
    }
}
