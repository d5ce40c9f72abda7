// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.command;

import dev.penstock.cli.support.KafkaArguments;
import dev.penstock.cli.support.PipelineOption;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.streams.client.ClientSettings;
import dev.penstock.streams.client.KafkaAdmin;
import dev.penstock.streams.topics.PipelineTopics;
import dev.penstock.streams.topics.TopicCreator;
import dev.penstock.streams.topics.TopicDifferences;
import dev.penstock.streams.topics.TopicSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** Creates the topics of a pipeline. */
@Command(
        name = "topics",
        sortOptions = false,
        description = {
            "Creates the topics that a pipeline reads and writes, those that are missing.",
            "Prints a line for each topic: its name, created or exists, what it is for, its partitions. A dead-letter"
                    + " topic gets as many partitions as its source has.",
            "A topic that is there is left as it is. Where it has other partitions, replicas or settings than these"
                    + " options ask for, a line says so, and the exit code is 1. What the"
                    + " settings of topics do to records that are written there is told on standard error, too."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all topics are there",
            "1:it failed, or a topic was there before and is other than these options say",
            "2:wrong usage"
        })
public final class TopicsCommand implements Callable<Integer> {

    @Mixin
    private PipelineOption pipeline;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "" + TopicSettings.DEFAULT_PARTITIONS,
            description = "Partitions of a new topic. Default: ${DEFAULT-VALUE}")
    private int partitions;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            defaultValue = "" + TopicSettings.DEFAULT_REPLICATION_FACTOR,
            description = "Brokers that keep a new topic. Default: ${DEFAULT-VALUE}")
    private int replicationFactor;

    @Option(
            names = "--topic-config",
            paramLabel = "NAME=VALUE",
            description = "Kafka's setting of all new topics, such as retention.ms=-1; can be repeated. Default: none,"
                    + " but that dead letters and late events are kept without end, and timestamps of all times taken."
                    + " Other records are kept for as long as the broker says, at least half of that from when they were"
                    + " written on")
    private Map<String, String> topicConfigs = new LinkedHashMap<>();

    @Mixin
    private KafkaArguments kafka;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        TopicSettings settings = topicSettings();
        Pipeline read = pipeline.read();
        var topics = PipelineTopics.of(read);
        PrintWriter out = spec.commandLine().getOut();
        try (var admin = new KafkaAdmin(ClientSettings.of(kafka))) {
            var outcomes = new TopicCreator(admin, settings).create(topics);
            for (var outcome : outcomes) {
                out.printf(
                        Locale.ROOT,
                        "%s %s %s %d%n",
                        outcome.topic().name(),
                        outcome.created() ? "created" : "exists",
                        outcome.topic().role().code(),
                        outcome.partitions());
            }
            out.flush();
            new TopicReport(admin).print(read, spec.commandLine().getErr(), spec.qualifiedName());
            return report(differences(settings).among(outcomes, admin));
        }
    }

    private TopicDifferences differences(TopicSettings settings) {
        var given = spec.commandLine().getParseResult();
        return new TopicDifferences(
                settings, given.hasMatchedOption("--partitions"), given.hasMatchedOption("--replication-factor"));
    }

    private int report(List<String> differences) {
        PrintWriter err = spec.commandLine().getErr();
        differences.forEach(line -> err.println(spec.qualifiedName() + ": " + line));
        err.flush();
        return differences.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private TopicSettings topicSettings() {
        try {
            return new TopicSettings(partitions, replicationFactor, topicConfigs);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
