// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.pipeline;

import dev.penstock.cli.infer.InferCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Holds the commands that look at pipeline files. */
@Command(
        name = "pipeline",
        description = "Looks at pipeline files, or writes one for events that are there.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ValidateCommand.class, InferCommand.class})
public final class PipelineCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;
}
