// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import org.apache.kafka.clients.admin.NewTopic;

import java.util.List;
import java.util.Map;

/** User activity written by hand: rows like Penstock's in a topic of the application's own. */
interface HandWritten extends Contender {

    @Override
    default List<NewTopic> topics(String applicationId, int partitions) {
        return List.of(new NewTopic(topic(applicationId), partitions, (short) 1));
    }

    @Override
    default Map<String, String> rowTopics(String applicationId) {
        return Map.of(PipelineContender.USER_ACTIVITY, topic(applicationId));
    }

    /** Where its rows go. */
    default String topic(String applicationId) {
        return applicationId + "-features-user-activity";
    }
}
