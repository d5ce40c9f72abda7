// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.command;

import dev.penstock.cli.support.CommandException;
import dev.penstock.cli.support.UnreadableFileException;
import dev.penstock.event.pipeline.mistake.InvalidPipelineException;
import dev.penstock.event.pipeline.mistake.Mistake;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

import java.io.PrintWriter;

/** Says what a command threw: one line, or one for each mistake of a pipeline file. */
public final class FailureReport implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments) {
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        if (failure instanceof InvalidPipelineException invalid) {
            invalid.mistakes().stream().map(Mistake::toString).forEach(err::println);
        } else if (failure instanceof UnreadableFileException) {
            err.println(failure.getMessage());
        } else if (failure instanceof CommandException) {
            err.println(name + ": " + failure.getMessage());
        } else {
            err.println(name + ": " + oneLine(failure));
            err.println("(PENSTOCK_JAVA_OPTS=-Dpenstock.log=DEBUG shows the stack trace)");
        }
        err.flush();
        // Only now: to set up logging is much of what a short command takes to start.
        LoggerFactory.getLogger(FailureReport.class).debug("{} failed", name, failure);
        return ExitCode.SOFTWARE;
    }

    /** With the exception's type: the message alone of one that nobody expected seldom says enough. */
    private static String oneLine(Exception failure) {
        return failure.toString().strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
