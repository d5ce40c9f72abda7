// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Holds the benchmarks. */
@Command(
        name = "bench",
        description = "Measures, on this machine, how fast Penstock is beside its alternatives.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands (COMMAND --help shows a command's options):%n",
        subcommands = {ThroughputCommand.class, KeysCommand.class, FreshnessCommand.class})
public final class BenchCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;
}
