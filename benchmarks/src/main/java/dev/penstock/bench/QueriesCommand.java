// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.question.Question;
import dev.penstock.bench.question.queries.QueriesQuestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.List;

/** What live look-ups cost, and whether they stay right while instances come and go. */
@Command(
        name = "queries",
        description = {
            "Measures look-ups of single users over HTTP: how long they take while events come, what they take from the"
                    + " processing of a backlog, and how they fare while one of three instances is killed and started"
                    + " again, without and with standbys. No answer may be wrong.",
            "benchmarks/README.md tells the method."
        })
final class QueriesCommand extends QuestionCommand {

    @Option(
            names = "--parts",
            split = ",",
            paramLabel = "PART",
            description = "What is measured. Default: load,backlog,churn, with --quick load")
    private List<String> parts = List.of();

    @Option(names = "--rate", paramLabel = "N", description = "Events per second. Default: 50000, with --quick 5000")
    private int rate = QuickOption.BY_DEFAULT;

    @Option(
            names = "--queries",
            paramLabel = "N",
            description = "Look-ups per second, of one instance. Default: 2000, with --quick 200")
    private int queries = QuickOption.BY_DEFAULT;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "How long instances run before they are measured. Default: 150, with --quick 3")
    private int warmUp = QuickOption.BY_DEFAULT;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long look-ups are measured. Default: 30, with --quick 2")
    private int seconds = QuickOption.BY_DEFAULT;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "Events of the backlog, at least 100000; the last third of them is measured. Default:"
                    + " 100000000, with --quick 1000000")
    private long events = QuickOption.BY_DEFAULT;

    @Option(
            names = "--away",
            paramLabel = "SECONDS",
            defaultValue = "25",
            description = "How long it takes until the instance that was killed is started again. The others take its"
                    + " partitions after 15. Default: ${DEFAULT-VALUE}")
    private int away;

    @Option(
            names = "--after",
            paramLabel = "SECONDS",
            defaultValue = "75",
            description = "How long it is watched when it is back. It gets partitions again after a minute. Default:"
                    + " ${DEFAULT-VALUE}")
    private int after;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description = "How often all of that is done. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--commit-interval",
            paramLabel = "MS",
            defaultValue = "100",
            description = "How often instances commit. Default: ${DEFAULT-VALUE}, as by default")
    private long commitMillis;

    @Mixin
    private QuickOption quick;

    @Override
    List<Question> questions() {
        var warming = Duration.ofSeconds(quick.unlessGiven(warmUp, 3, 150));
        int eventsPerSecond = Math.toIntExact(quick.unlessGiven(rate, 5_000, 50_000));
        return List.of(new QueriesQuestion(
                setup(commitMillis),
                new QueriesQuestion.Load(
                        eventsPerSecond,
                        Math.toIntExact(quick.unlessGiven(queries, 200, 2_000)),
                        warming,
                        Duration.ofSeconds(quick.unlessGiven(seconds, 2, 30))),
                quick.unlessGiven(events, 1_000_000, 100_000_000),
                new QueriesQuestion.Churn(
                        eventsPerSecond,
                        warming,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(away),
                        Duration.ofSeconds(after)),
                QueriesQuestion.Part.named(
                        quick.unlessGiven(parts, List.of("load"), List.of("load", "backlog", "churn"))),
                rounds));
    }
}
