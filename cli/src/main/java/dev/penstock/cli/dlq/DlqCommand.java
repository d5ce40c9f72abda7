// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.dlq;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Holds the commands for what was set aside. */
@Command(
        name = "dlq",
        description = "Shows dead letters and late events, and sends them back.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DlqListCommand.class, DlqReplayCommand.class})
public final class DlqCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;
}
