// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topics;

import dev.penstock.streams.client.KafkaAdmin;
import dev.penstock.streams.client.KafkaFailure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Looks for what a pipeline needs and Kafka doesn't have, before anything starts. */
public final class MissingTopics {

    private MissingTopics() {}

    /**
     * Makes sure that all topics exist.
     *
     * @param pipeline the file that needs them, for the message
     * @throws KafkaFailure if one is missing; it names all of them and the command that creates them
     */
    public static void refuse(KafkaAdmin admin, List<PipelineTopic> topics, Path pipeline) {
        List<String> missing =
                new ArrayList<>(topics.stream().map(PipelineTopic::name).toList());
        missing.removeAll(admin.partitions(missing).keySet());
        if (!missing.isEmpty()) {
            throw new KafkaFailure(String.format(
                    Locale.ROOT,
                    "%s at %s: %s; create with: ./penstock topics --pipeline %s --bootstrap-server %s",
                    missing.size() == 1 ? "a topic is missing" : missing.size() + " topics are missing",
                    admin.servers(),
                    String.join(", ", missing),
                    pipeline,
                    admin.servers()));
        }
    }
}
