// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams;

import dev.penstock.cli.support.EnvironmentArguments;
import dev.penstock.cli.support.RootLocale;
import dev.penstock.streams.command.FailureReport;
import dev.penstock.streams.command.StreamsCommand;
import dev.penstock.streams.command.TopicsCommand;
import dev.penstock.streams.command.UsageReport;
import dev.penstock.streams.logging.LogFormat;
import picocli.CommandLine;

import java.util.Arrays;
import java.util.concurrent.Callable;

/**
 * Runs a pipeline, or creates its topics if the first argument is {@code topics}, as containers do. What is not given as an option is taken from the environment, see
 * {@link EnvironmentArguments}; Kafka's own settings go by {@code KAFKA_…}.
 */
public final class Main {

    private static final String TOPICS = "topics";

    private Main() {}

    public static void main(String[] args) {
        RootLocale.useByDefault();
        LogFormat.useByDefault();
        boolean topics = args.length > 0 && args[0].equals(TOPICS);
        Callable<Integer> command = topics ? new TopicsCommand() : new StreamsCommand();
        var commandLine = new CommandLine(command)
                .setParameterExceptionHandler(new UsageReport())
                .setExecutionExceptionHandler(new FailureReport());
        String[] own = topics ? Arrays.copyOfRange(args, 1, args.length) : args;
        System.exit(EnvironmentArguments.execute(commandLine, own, System.getenv()));
    }
}
