// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store;

import dev.penstock.cli.support.EnvironmentArguments;
import dev.penstock.cli.support.RootLocale;
import dev.penstock.store.command.StoreCommand;
import dev.penstock.streams.command.FailureReport;
import dev.penstock.streams.command.UsageReport;
import dev.penstock.streams.logging.LogFormat;
import picocli.CommandLine;

/**
 * Writes stores, as containers do. What is not given as an option is taken from the environment, see {@link
 * EnvironmentArguments}; Kafka's own settings go by {@code KAFKA_…}.
 */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        RootLocale.useByDefault();
        LogFormat.useByDefault();
        var commandLine = new CommandLine(new StoreCommand())
                .setParameterExceptionHandler(new UsageReport())
                .setExecutionExceptionHandler(new FailureReport());
        System.exit(EnvironmentArguments.execute(commandLine, args, System.getenv()));
    }
}
