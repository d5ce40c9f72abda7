// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.List;

/** What live look-ups cost, and whether they stay right while instances come and go. */
@Command(
        name = "queries",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Measures look-ups of single users over HTTP: how long they take while events come, what they take from the"
                    + " processing of a backlog, and how they fare while one of three instances is killed and started"
                    + " again, without and with standbys. No answer may be wrong.",
            "benchmarks/README.md tells the method."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:every answer was right", "1:it failed, or an answer was wrong", "2:wrong usage"})
final class QueriesCommand extends QuestionCommand {

    @Option(
            names = "--parts",
            split = ",",
            paramLabel = "PART",
            defaultValue = "load,backlog,churn",
            description = "What is measured. Default: ${DEFAULT-VALUE}")
    private List<String> parts;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "50000",
            description = "Events per second. Default: ${DEFAULT-VALUE}")
    private int rate;

    @Option(
            names = "--queries",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Look-ups per second, of one instance. Default: ${DEFAULT-VALUE}")
    private int queries;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "150",
            description = "How long instances run before they are measured. Default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long look-ups are measured. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "50000000",
            description = "Events of the backlog, at least 100000; the last third of them is measured. Default:"
                    + " ${DEFAULT-VALUE}")
    private long events;

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
    private OutputArguments output;

    @Override
    OutputArguments output() {
        return output;
    }

    @Override
    List<Inquiry> inquiries() {
        var warming = Duration.ofSeconds(warmUp);
        return List.of(new QueriesInquiry(
                new Setup(commitMillis, output.heap(), Broker.HEAP),
                new QueriesInquiry.Load(rate, queries, warming, Duration.ofSeconds(seconds)),
                events,
                new QueriesInquiry.Churn(
                        rate, warming, Duration.ofSeconds(5), Duration.ofSeconds(away), Duration.ofSeconds(after)),
                QueriesInquiry.Part.named(parts),
                rounds));
    }
}
