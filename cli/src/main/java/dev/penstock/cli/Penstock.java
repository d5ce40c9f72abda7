// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import dev.penstock.cli.support.RootLocale;
import dev.penstock.streams.command.FailureReport;
import dev.penstock.streams.command.UsageReport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.List;

/** The command that holds all others. Exit codes: 0 done, 1 it failed or found fault, 2 wrong usage. */
@Command(
        name = "penstock",
        description = "Real-time feature pipelines on Kafka Streams, declared in one YAML file.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands (COMMAND --help shows a command's options):%n",
        footer = {"", "PENSTOCK_JAVA_OPTS in the environment is passed to the Java VM."},
        versionProvider = Version.class)
public final class Penstock {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the version of Penstock, of Kafka and of Java.")
    private boolean version;

    private Penstock() {}

    public static void main(String[] args) {
        RootLocale.useByDefault();
        NoLog.unlessNeeded(args);
        System.exit(commandLine(args).execute(args));
    }

    /** @param arguments those to execute; where they begin with the name of a command, only this one is made */
    static CommandLine commandLine(String... arguments) {
        var line = new CommandLine(new Penstock());
        boolean named = arguments.length > 0 && Commands.NAMES.contains(arguments[0]);
        for (String name : named ? List.of(arguments[0]) : Commands.NAMES) {
            line.addSubcommand(name, Commands.make(name));
        }
        return line.setParameterExceptionHandler(new UsageReport()).setExecutionExceptionHandler(new FailureReport());
    }
}
