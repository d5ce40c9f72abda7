// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.pipeline;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Holds the commands that look at pipeline files. */
@Command(
        name = "pipeline",
        description = "Looks at pipeline files.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ValidateCommand.class)
public final class PipelineCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;
}
