// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

import java.io.PrintWriter;

/** Says in one line what a command threw, and how to see the rest. */
final class FailureReport implements IExecutionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FailureReport.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments) {
        PrintWriter err = command.getErr();
        err.printf("%s: %s%n", command.getCommandSpec().qualifiedName(), oneLine(failure));
        err.println("(PENSTOCK_JAVA_OPTS=-Dpenstock.log=DEBUG shows the stack trace)");
        err.flush();
        LOG.debug("{} failed", command.getCommandSpec().qualifiedName(), failure);
        return ExitCode.SOFTWARE;
    }

    /** With the exception's type: the message alone of one that nobody expected seldom says enough. */
    private static String oneLine(Exception failure) {
        return failure.toString().strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
