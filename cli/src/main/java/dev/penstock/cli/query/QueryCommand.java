// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.query;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Holds the commands that ask an application what it knows. */
@Command(
        name = "query",
        description = "Asks a running application for its groups, features and instances.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            GroupsCommand.class,
            KeyCommand.class,
            WindowCommand.class,
            VectorsCommand.class,
            InstancesCommand.class
        })
public final class QueryCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;
}
