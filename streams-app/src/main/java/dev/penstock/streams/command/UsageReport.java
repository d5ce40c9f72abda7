// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.command;

import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** Says in one line what is wrong with the arguments, and lists the commands only where one is missing. */
public final class UsageReport implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        boolean hasCommands = !command.getSubcommands().isEmpty();
        if (hasCommands && wrong instanceof UnmatchedArgumentException mistyped) {
            err.println(name + ": " + wrong.getMessage());
            UnmatchedArgumentException.printSuggestions(mistyped, err);
        } else if (hasCommands && !(command.getCommand() instanceof Callable<?>)) {
            command.usage(err);
        } else {
            err.println(name + ": " + wrong.getMessage() + "; see " + name + " --help");
        }
        err.flush();
        return ExitCode.USAGE;
    }
}
