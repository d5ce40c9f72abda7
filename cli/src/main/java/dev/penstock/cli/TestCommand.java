// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/** Puts {@code test} among the commands. The launcher script does the work, before there is anything to run in Java. */
@Command(
        name = "test",
        description = "Builds Penstock and runs all its tests (mvn -B verify).",
        customSynopsis = "@|bold ${COMMAND-FULL-NAME}|@ [-h] [ARGUMENT...]")
final class TestCommand implements Callable<Integer> {

    // Declared for the help alone.
    @Parameters(paramLabel = "ARGUMENT", description = "Passed on to Maven.")
    private List<String> ignored = List.of();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getErr().println("penstock test: run it with the penstock script at the top of the project");
        return ExitCode.USAGE;
    }
}
