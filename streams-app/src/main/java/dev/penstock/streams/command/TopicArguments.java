// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.command;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.client.KafkaAdmin;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.outputs.ProducerLimits;
import dev.penstock.streams.topics.MissingTopics;
import dev.penstock.streams.topics.PipelineTopics;
import dev.penstock.streams.topics.TopicCreator;
import dev.penstock.streams.topics.TopicCreator.Outcome;
import dev.penstock.streams.topics.TopicSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What happens where a topic of the pipeline is missing. */
final class TopicArguments {

    private static final Logger LOG = LoggerFactory.getLogger(TopicArguments.class);

    @Option(
            names = "--create-topics",
            description = "Creates topics of the pipeline that are missing. Default: a missing topic is an error")
    private boolean create;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "" + TopicSettings.DEFAULT_PARTITIONS,
            description = "Partitions of a topic created. Default: ${DEFAULT-VALUE}")
    private int partitions;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            defaultValue = "" + TopicSettings.DEFAULT_REPLICATION_FACTOR,
            description = "Replicas of a topic created. Default: ${DEFAULT-VALUE}. Internal topics have"
                    + " replication.factor, by default what the broker says")
    private int replicationFactor;

    /** @throws ParameterException if these make no sense */
    void check(CommandLine command) {
        try {
            topicSettings();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, e.getMessage(), e);
        }
        for (String option : List.of("--partitions", "--replication-factor")) {
            if (!create && command.getParseResult().hasMatchedOption(option)) {
                throw new ParameterException(command, option + " needs --create-topics");
            }
        }
    }

    /**
     * Makes sure that the pipeline's topics are there, and logs what their settings do to records.
     *
     * @param producer what the instance will have
     * @param file of the pipeline, for messages
     * @return how many partitions each source's topic has
     * @throws dev.penstock.cli.support.CommandException if Kafka does not answer, refuses, lacks a topic, or has one in
     *     which not everything can be written
     */
    Map<String, Integer> prepare(Pipeline pipeline, KafkaSettings settings, ProducerLimits producer, Path file) {
        var topics = PipelineTopics.of(pipeline);
        try (var admin = new KafkaAdmin(settings)) {
            if (create) {
                List<String> created = new TopicCreator(admin, topicSettings())
                        .create(topics).stream()
                                .filter(Outcome::created)
                                .map(outcome -> outcome.topic().name())
                                .toList();
                if (!created.isEmpty()) {
                    LOG.info("created {}", String.join(", ", created));
                }
            } else {
                MissingTopics.refuse(admin, topics, file);
            }
            new TopicReport(admin).log(pipeline, producer);
            return admin.partitions(
                    pipeline.sources().stream().map(Source::topic).toList());
        }
    }

    private TopicSettings topicSettings() {
        return new TopicSettings(partitions, replicationFactor, Map.of());
    }
}
