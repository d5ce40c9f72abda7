// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topics;

import dev.penstock.cli.support.CommandException;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.mistake.Quote;

import java.util.List;
import java.util.Locale;

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
}
