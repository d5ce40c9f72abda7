// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.question.FreshnessQuestion;
import dev.penstock.bench.question.Question;
import dev.penstock.bench.question.ScoringQuestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.List;

/** How long texts wait for their scores. */
@Command(
        name = "scoring",
        description = {
            "Measures the time from the moment at which a text is due to be sent until a read_committed consumer sees its"
                    + " score, at a rate that has to be reached, with the pipeline pipelines/sentiment.yaml.",
            "benchmarks/README.md tells the method."
        },
        exitCodeList = {
            "0:every text was scored once, at the rate",
            "1:it failed, or a text was not scored, or not in time",
            "2:wrong usage"
        })
final class ScoringCommand extends QuestionCommand {

    @Option(
            names = "--target",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Texts per second. Default: ${DEFAULT-VALUE}")
    private int target;

    @Option(
            names = "--commit-interval",
            paramLabel = "MS",
            defaultValue = "50",
            description = "How often the pipeline commits. Default: ${DEFAULT-VALUE}")
    private long commitInterval;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "How long it runs before it is measured. Default: 75, with --quick 6")
    private int warmUp = QuickOption.BY_DEFAULT;

    @Option(names = "--seconds", paramLabel = "N", description = "How long is measured. Default: 300, with --quick 5")
    private int seconds = QuickOption.BY_DEFAULT;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description = "How often it is measured. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Mixin
    private QuickOption quick;

    @Override
    List<Question> questions() {
        var phases = new FreshnessQuestion.Phases(
                Duration.ofSeconds(quick.unlessGiven(warmUp, 6, 75)),
                Duration.ofSeconds(quick.unlessGiven(seconds, 5, 300)));
        return List.of(new ScoringQuestion(setup(commitInterval), target, phases, rounds));
    }
}
