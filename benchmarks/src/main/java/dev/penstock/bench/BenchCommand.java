// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;

/** The benchmarks: all of them in short, or one of them at length. */
@Command(
        name = "bench",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Measures, on this machine, how fast Penstock is beside its alternatives. Without a command it asks all"
                    + " questions but that of queries, in half to three quarters of an hour; a command asks one of them at"
                    + " greater length.",
            "benchmarks/README.md tells the method."
        },
        synopsisSubcommandLabel = "[COMMAND]",
        commandListHeading = "%nCommands (COMMAND --help shows a command's options):%n",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:every answer was right", "1:it failed, or an answer was wrong", "2:wrong usage"},
        subcommands = {
            ThroughputCommand.class,
            FreshnessCommand.class,
            KeysCommand.class,
            GroupsCommand.class,
            ProducerCommand.class,
            RecoveryCommand.class,
            ScaleCommand.class,
            QueriesCommand.class,
            CompareCommand.class,
            ChartsCommand.class,
            PublishCommand.class
        })
public final class BenchCommand extends QuestionCommand {

    @Option(names = "--quick", description = "Fewer contenders, events and rounds: a first look, in about 3 minutes")
    private boolean quick;

    @Mixin
    private OutputArguments output;

    @Override
    OutputArguments output() {
        return output;
    }

    @Override
    List<Inquiry> inquiries() {
        return quick ? WholeRun.quick(output.heap()) : WholeRun.full(output.heap(), MatchInquiry.ready(available()));
    }
}
