// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.report.Machine;
import dev.penstock.bench.report.Table;
import dev.penstock.producer.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

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
final class FreshnessCommand implements Callable<Integer> {

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
            defaultValue = "60",
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
            names = "--contenders",
            split = ",",
            paramLabel = "NAME",
            defaultValue = Entrants.MICRO_BATCH_1,
            description = "Who takes part, of those that write rows; 'throughput --help' names all."
                    + " Default: ${DEFAULT-VALUE}")
    private List<String> contenders;

    @Mixin
    private OutputArguments output;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    /**
     * What the results file holds.
     *
     * @param date ISO-8601
     */
    public record Results(String benchmark, String date, Machine machine, List<FreshnessPoint> points) {}

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter out = spec.commandLine().getOut();
        try {
            List<FreshnessPoint> points = measure(err);
            Path file = output.json(spec.name());
            Json.write(file, new Results(spec.name(), OutputArguments.date(), Machine.here(), points));
            Table table = FreshnessSession.table(points);
            out.println(output.markdown() ? table.markdown() : table.plain());
            out.flush();
            points.forEach(point -> point.faults().forEach(err::println));
            err.println("results: " + file);
            return points.stream().allMatch(point -> point.faults().isEmpty()) ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (BenchException e) {
            err.println(spec.qualifiedName() + ": " + e.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    private List<FreshnessPoint> measure(PrintWriter err) {
        FreshnessSession session = session();
        try (var place = Workplace.open();
                var progress = ProgressDisplay.of(session.expectedMicros(), err, Terminal.isStandardError())) {
            return place.unlessEnded(() -> session.measure(place, progress));
        }
    }

    private FreshnessSession session() {
        try {
            List<Entrant> entrants = MatchSession.ready(Entrants.named(contenders));
            for (Entrant entrant : entrants) {
                if (entrant instanceof ConsumerEntrant) {
                    throw new IllegalArgumentException("the contender " + entrant.name() + " writes no rows");
                }
            }
            List<Setup> setups = commitIntervals.stream()
                    .map(millis -> new Setup(millis, output.heap(), Broker.HEAP))
                    .toList();
            return new FreshnessSession(
                    entrants, rates, setups, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
