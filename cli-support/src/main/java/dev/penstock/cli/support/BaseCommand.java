// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.support;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** What every command has: its help, behind its other options, and where it prints. */
@Command(exitCodeListHeading = "Exit codes:%n")
public abstract class BaseCommand implements Callable<Integer> {

    private static final int LAST = 1_000;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = LAST,
            description = "Shows this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    protected final CommandSpec spec() {
        return spec;
    }

    protected final CommandLine commandLine() {
        return spec.commandLine();
    }

    /** For what was asked for. */
    protected final PrintWriter out() {
        return commandLine().getOut();
    }

    /** For anything else there is to tell. */
    protected final PrintWriter err() {
        return commandLine().getErr();
    }
}
