// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams;

import dev.penstock.event.config.EnvironmentArguments;
import dev.penstock.streams.logging.LogFormat;
import picocli.CommandLine;

/**
 * Runs a pipeline and nothing else, as containers do. What is not given as an option is taken from the environment, see
 * {@link EnvironmentArguments}; Kafka's own settings go by {@code KAFKA_…}.
 */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        LogFormat.useByDefault();
        var commandLine = new CommandLine(new StreamsCommand())
                .setParameterExceptionHandler(new UsageReport())
                .setExecutionExceptionHandler(new FailureReport());
        System.exit(
                commandLine.execute(EnvironmentArguments.prepend(commandLine.getCommandSpec(), args, System.getenv())));
    }
}
