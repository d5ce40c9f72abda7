// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.producer.generator.TextGenerator;
import org.apache.kafka.clients.admin.NewTopic;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads texts, and writes each of them once to a topic of the application's own. */
interface OfTexts extends Contender {

    @Override
    default Set<String> sources() {
        return Set.of(TextGenerator.TOPIC);
    }

    @Override
    default List<NewTopic> topics(String applicationId, int partitions) {
        return List.of(new NewTopic(textTopic(applicationId).orElseThrow(), partitions, (short) 1));
    }

    @Override
    default Optional<String> textTopic(String applicationId) {
        return Optional.of(applicationId + "-scored");
    }
}
