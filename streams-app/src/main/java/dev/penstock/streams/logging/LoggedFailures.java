// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.logging;

import dev.penstock.cli.support.CommandException;
import dev.penstock.cli.support.LogOption;
import dev.penstock.event.pipeline.mistake.InvalidPipelineException;
import dev.penstock.event.pipeline.mistake.Mistake;
import org.slf4j.Logger;
import picocli.CommandLine.ExitCode;

/** Runs what goes on until a signal, so that what ends it is told as all that is logged. */
public final class LoggedFailures {

    private LoggedFailures() {}

    /**
     * Runs a command in the format of log lines that was asked for.
     *
     * @return the exit code; with readable lines a failure is thrown, and told by whoever tells those of all commands
     */
    public static int run(LogOption format, Logger log, Runnable command) {
        if (!format.isJson()) {
            command.run();
            return ExitCode.OK;
        }
        LogFormat.JSON.use();
        try {
            command.run();
            return ExitCode.OK;
        } catch (InvalidPipelineException e) {
            e.mistakes().stream().map(Mistake::toString).forEach(log::error);
        } catch (CommandException e) {
            log.error(e.getMessage());
        }
        return ExitCode.SOFTWARE;
    }
}
