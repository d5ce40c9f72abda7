// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.List;

/** How long it takes from an event to a row that shows it. */
@Command(
        name = "freshness",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Measures the time from the moment at which an event is due to be sent until a read_committed consumer sees"
                    + " a row that counts it, over rates and commit intervals.",
            "benchmarks/README.md tells the method."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:every event was seen", "1:it failed, or an event was not seen", "2:wrong usage"})
final class FreshnessCommand extends QuestionCommand {

    @Option(
            names = "--rates",
            split = ",",
            paramLabel = "N",
            defaultValue = "1000,10000,100000",
            description = "Events per second. Default: ${DEFAULT-VALUE}")
    private List<Integer> rates;

    @Option(
            names = "--commit-intervals",
            split = ",",
            paramLabel = "MS",
            defaultValue = "25,100,1000",
            description = "How often the contender commits. Default: ${DEFAULT-VALUE}")
    private List<Long> commitIntervals;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "75",
            description = "How long each contender runs before it is measured. Its compiler takes as much CPU as the"
                    + " events do for most of a minute. Default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long is measured. Default: ${DEFAULT-VALUE}")
    private int seconds;

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
            defaultValue = Entrants.MICRO_BATCH_1,
            description = "Who takes part, of those that write rows; 'throughput --help' names all."
                    + " Default: ${DEFAULT-VALUE}")
    private List<String> contenders;

    @Mixin
    private OutputArguments output;

    @Override
    OutputArguments output() {
        return output;
    }

    @Override
    List<Inquiry> inquiries() {
        List<Entrant> entrants = MatchInquiry.ready(Entrants.named(contenders));
        List<Setup> setups = commitIntervals.stream()
                .map(millis -> new Setup(millis, output.heap(), Broker.HEAP))
                .toList();
        var stretch = new FreshnessInquiry.Stretch(Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds));
        return List.of(new FreshnessInquiry(entrants, rates, setups, stretch, rounds));
    }
}
