// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.question.FreshnessQuestion;
import dev.penstock.bench.question.Question;
import dev.penstock.bench.question.ScoringBacklog;
import dev.penstock.bench.question.ScoringQuestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long texts wait for their scores. */
@Command(
        name = "scoring",
        description = {
            "Measures the time from the moment at which a text is due to be sent until a read_committed consumer sees its"
                    + " score, at a rate that has to be reached, with the pipeline pipelines/sentiment.yaml. Then how fast"
                    + " a topic of texts is worked off by a stream that scores them, by one that does not, and by the"
                    + " Python original.",
            "benchmarks/README.md tells the method."
        },
        exitCodeList = {
            "0:every text was scored once, at the rate",
            "1:it failed, or a text was not scored, or not in time",
            "2:wrong usage"
        })
final class ScoringCommand extends QuestionCommand {

    private static final long BACKLOG_COMMIT_MILLIS = 1_000;

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
            names = "--texts",
            paramLabel = "N",
            description = "Texts that are worked off as fast as it goes, at least 100000, or 0 for none."
                    + " Default: 6000000, with --quick 400000")
    private long texts = QuickOption.BY_DEFAULT;

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
        long some = quick.unlessGiven(texts, 400_000, 6_000_000);
        Optional<ScoringBacklog> backlog = some == 0
                ? Optional.empty()
                : Optional.of(new ScoringBacklog(
                        setup(BACKLOG_COMMIT_MILLIS),
                        available(Contenders.TEXTS),
                        some,
                        quick.unlessGiven(QuickOption.BY_DEFAULT, 5, 30),
                        rounds));
        return List.of(new ScoringQuestion(setup(commitInterval), target, phases, rounds, backlog));
    }
}
