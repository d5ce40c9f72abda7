// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.question.Pace;
import dev.penstock.bench.question.Question;
import dev.penstock.bench.question.WorkloadQuestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The benchmarks: all of them in short, or one of them at length. */
@Command(
        name = "bench",
        description = {
            "Measures, on this machine, how fast Penstock is beside its alternatives. Without a command it asks all"
                    + " questions but those of queries and scoring, in half an hour; a command asks one of them at"
                    + " greater length.",
            "benchmarks/README.md tells the method."
        },
        synopsisSubcommandLabel = "[COMMAND]",
        commandListHeading = "%nCommands (COMMAND --help shows a command's options):%n",
        subcommands = {
            ThroughputCommand.class,
            FreshnessCommand.class,
            LiveCommand.class,
            KeysCommand.class,
            GroupsCommand.class,
            ProducerCommand.class,
            RecoveryCommand.class,
            ScaleCommand.class,
            QueriesCommand.class,
            ScoringCommand.class,
            CompareCommand.class,
            ChartsCommand.class,
            PublishCommand.class
        })
public final class BenchCommand extends QuestionCommand {

    @Option(names = "--quick", description = "Fewer contenders, events and rounds: a first look, in about 3 minutes")
    private boolean quick;

    @Option(
            names = "--pace",
            paramLabel = "N",
            description = "How many times as long as usual everything takes on this machine, 1 to " + Pace.SLOWEST
                    + ": with 1.5 there are two thirds of the events, with 2 half of them, and so on. Give the same"
                    + " for runs that are to be compared. Default: measured, without --quick")
    private Optional<Double> pace = Optional.empty();

    @Override
    List<Question> questions() {
        Optional<Pace> given = pace.map(Pace::new);
        if (quick) {
            if (given.isPresent()) {
                throw new IllegalArgumentException("--quick has the same events at any pace, found --pace as well");
            }
            return AllQuestions.quick(heap());
        }
        List<Contender> contenders = WorkloadQuestion.ready(available());
        return AllQuestions.full(heap(), contenders, given.orElseGet(this::measured));
    }

    private Pace measured() {
        say("looks how fast this machine is");
        var measured = Pace.measure();
        say(String.format(
                Locale.ROOT,
                "the pace is %.1f, 1 is usual: questions have %s of their events",
                measured.factor(),
                measured.words()));
        return measured;
    }
}
