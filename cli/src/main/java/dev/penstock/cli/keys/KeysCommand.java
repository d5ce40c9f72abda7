// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.keys;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Holds the commands for keysets. */
@Command(
        name = "keys",
        description = "Makes the keys that protect fields of events, adds new ones, and shows which there are.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {KeysCreateCommand.class, KeysRotateCommand.class, KeysShowCommand.class})
public final class KeysCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;
}
