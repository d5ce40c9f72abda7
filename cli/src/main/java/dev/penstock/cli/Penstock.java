// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import dev.penstock.bench.BenchCommand;
import dev.penstock.cli.demo.DemoCommand;
import dev.penstock.cli.query.QueryCommand;
import dev.penstock.event.config.RootLocale;
import dev.penstock.kafka.BrokerCommand;
import dev.penstock.kafka.KafkaToolCommand;
import dev.penstock.producer.ProduceCommand;
import dev.penstock.streams.FailureReport;
import dev.penstock.streams.StreamsCommand;
import dev.penstock.streams.TopicsCommand;
import dev.penstock.streams.UsageReport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that holds all others. Exit codes: 0 done, 1 it failed or found fault, 2 wrong usage. */
@Command(
        name = "penstock",
        description = "Real-time feature pipelines on Kafka Streams, declared in one YAML file.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands (COMMAND --help shows a command's options):%n",
        footer = {"", "PENSTOCK_JAVA_OPTS in the environment is passed to the Java VM."},
        versionProvider = Version.class,
        subcommands = {
            DemoCommand.class,
            PipelineCommand.class,
            BrokerCommand.class,
            TopicsCommand.class,
            TopologyCommand.class,
            DlqCommand.class,
            ProduceCommand.class,
            StreamsCommand.class,
            QueryCommand.class,
            BenchCommand.class,
            KafkaToolCommand.class,
            TestCommand.class
        })
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
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Penstock())
                .setParameterExceptionHandler(new UsageReport())
                .setExecutionExceptionHandler(new FailureReport());
    }
}
