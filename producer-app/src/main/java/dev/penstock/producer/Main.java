// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer;

import dev.penstock.cli.support.EnvironmentArguments;
import dev.penstock.cli.support.RootLocale;
import dev.penstock.producer.command.ProduceCommand;
import picocli.CommandLine;

/**
 * Runs the producer alone, as containers do. What is not given as an option is taken from the environment, see {@link
 * EnvironmentArguments}; Kafka's own settings go by {@code KAFKA_…}.
 */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        RootLocale.useByDefault();
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "dev/penstock/producer/logback.xml");
        }
        var commandLine = new CommandLine(new ProduceCommand()).setParameterExceptionHandler((wrong, given) -> {
            wrong.getCommandLine().getErr().println("produce: " + wrong.getMessage() + "; see --help");
            return CommandLine.ExitCode.USAGE;
        });
        System.exit(EnvironmentArguments.execute(commandLine, args, System.getenv()));
    }
}
