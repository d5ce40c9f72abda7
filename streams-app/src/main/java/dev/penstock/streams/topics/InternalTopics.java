// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topics;

import dev.penstock.cli.support.CommandException;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.client.KafkaAdmin;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The changelogs and repartition topics of an application: they have as many partitions as the source that they are made
 * of. Kafka Streams looks at that only in the middle of a rebalance, and with group.protocol=streams a broker (of Kafka 4.4)
 * fails over it.
 */
public final class InternalTopics {

    private InternalTopics() {}

    /**
     * Makes sure that none is of another size.
     *
     * @param partitions how many each source's topic has
     * @throws CommandException if one is; it names the first
     * @throws dev.penstock.streams.client.KafkaFailure if Kafka does not answer
     */
    public static void refuseOtherSizes(
            KafkaAdmin admin, String applicationId, Pipeline pipeline, Map<String, Integer> partitions) {
        List<String> names = admin.topics().stream()
                .filter(topic -> topic.startsWith(applicationId + "-"))
                .filter(topic -> topic.endsWith("-changelog") || topic.endsWith("-repartition"))
                .sorted()
                .toList();
        if (names.isEmpty()) {
            return;
        }
        admin.partitions(names)
                .forEach((topic, found) -> owner(topic.substring(applicationId.length() + 1), pipeline)
                        .map(owner -> partitions.get(pipeline.sourceOf(owner).topic()))
                        .filter(expected -> !expected.equals(found))
                        .ifPresent(expected -> {
                            throw new CommandException(otherSize(topic, String.valueOf(found), expected.toString()));
                        }));
    }

    /** What a source, group or stream reads whose name a topic has, without the application's id. */
    private static Optional<String> owner(String topic, Pipeline pipeline) {
        return Stream.concat(
                        Stream.concat(
                                        pipeline.features().stream().map(FeatureGroup::name),
                                        pipeline.streams().stream().map(EventStream::name))
                                .filter(name -> topic.startsWith(name + "-") || topic.startsWith(name + ".")),
                        pipeline.sources().stream()
                                .filter(source -> topic.startsWith(source.idStore()))
                                .map(Source::name))
                .max(Comparator.comparingInt(String::length))
                .map(name -> pipeline.features().stream()
                        .filter(group -> group.name().equals(name))
                        .map(FeatureGroup::from)
                        .findFirst()
                        .orElse(name));
    }

    /**
     * One line.
     *
     * @param topic an internal one
     * @param found how many partitions it has
     * @param expected how many its source has
     */
    public static String otherSize(String topic, String found, String expected) {
        return String.format(
                Locale.ROOT,
                "a source topic has %s partitions now, and %s has %s: records of a key would be in another partition than its"
                        + " state; start with another --application-id",
                expected,
                topic,
                found);
    }
}
