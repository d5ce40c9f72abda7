// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topics;

import dev.penstock.cli.support.CommandException;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.streams.client.KafkaFailure;
import org.apache.kafka.common.config.TopicConfig;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The topics in which Kafka Streams keeps the state of an application, and what crosses from one task to another. */
public final class OwnTopics {

    private static final List<String> ENDS = List.of("-changelog", "-repartition");

    private OwnTopics() {}

    /**
     * What a pipeline writes among an application's own records could not be told from them.
     *
     * @throws CommandException if a topic of the pipeline has a name that the application uses for its own
     */
    public static void check(Pipeline pipeline, String applicationId) {
        PipelineTopics.of(pipeline).stream()
                .filter(topic -> topic.name().startsWith(applicationId + "-")
                        && ENDS.stream().anyMatch(topic.name()::endsWith))
                .findFirst()
                .ifPresent(topic -> {
                    throw new CommandException(String.format(
                            Locale.ROOT,
                            "the topic %s (%s) has a name as the application %s gives them to topics of its own, which begin with '%s-' and end in %s; give the topic another name, or start with another --application-id",
                            Quote.quote(topic.name()),
                            topic.role().code(),
                            Quote.quote(applicationId),
                            applicationId,
                            String.join(" or ", ENDS)));
                });
    }

    /**
     * Whether those that Kafka Streams made, or will make, take records of all times, as Penstock has it; builds before that left
     * them the broker's bounds. It matters with the streams protocol: the settings of these topics are then part of
     * the topology that Kafka keeps of a group, and it lets nobody in with another.
     *
     * @param configs the settings of those of these topics that exist
     */
    public static boolean haveBounds(
            List<WatchedTopic> topics,
            Function<Collection<String>, ? extends Map<String, Map<String, String>>> configs) {
        List<String> internal = topics.stream()
                .filter(WatchedTopic::internal)
                .map(WatchedTopic::name)
                .toList();
        try {
            return configs.apply(internal).values().stream()
                    .allMatch(settings -> String.valueOf(Long.MAX_VALUE)
                            .equals(settings.get(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG)));
        } catch (KafkaFailure untold) {
            // Such as one who may not ask for settings. If this was wrong, the group says so.
            return true;
        }
    }
}
