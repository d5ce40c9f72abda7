// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** What is the same for all bench commands. */
@Command(sortOptions = false, abbreviateSynopsis = true, exitCodeListHeading = "Exit codes:%n")
abstract class BenchSubcommand implements Callable<Integer> {

    private static final int LAST = 1_000;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = LAST,
            description = "Shows this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    final CommandSpec spec() {
        return spec;
    }

    /** Prints a line of what was asked for. */
    final void print(Object line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    /** Tells the user something that was not asked for. */
    final void say(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }
}
