// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.question.ProducerQuestion;
import dev.penstock.bench.question.Question;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;

/** How fast events can be produced. */
@Command(
        name = "producer",
        description = {
            "Measures how many events per second penstock produce sends, beside Kafka's own producer performance tool with"
                    + " the same settings.",
            "benchmarks/README.md tells the method."
        },
        exitCodeList = {"0:every event arrived", "1:it failed, or events are missing", "2:wrong usage"})
final class ProducerCommand extends QuestionCommand {

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "How many each sends. Default: 15000000, with --quick 2000000")
    private long events = QuickOption.BY_DEFAULT;

    @Mixin
    private RoundOptions options;

    @Override
    List<Question> questions() {
        return List.of(new ProducerQuestion(
                setup(options.commitMillis()), options.unlessGiven(events, 2_000_000, 15_000_000), options.rounds()));
    }
}
