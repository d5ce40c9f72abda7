// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.producer.generator.Generator;
import org.apache.kafka.clients.admin.NewTopic;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** A loop that copies logins in transactions, one thread: what no stream of one event for each can outrun. */
record CopyContender(String name, double expectedMicros) implements Contender {

    /** Stands for a stream that leaves each login as it is. */
    static final String COPIED = "copied_logins";

    private static final short ONE_REPLICA = 1;

    @Override
    public Set<String> sources() {
        return Set.of(Generator.LOGIN_TOPIC);
    }

    @Override
    public List<NewTopic> topics(String applicationId, int partitions) {
        return List.of(new NewTopic(topic(applicationId), partitions, ONE_REPLICA));
    }

    @Override
    public Map<String, String> loginTopics(String applicationId) {
        return Map.of(COPIED, topic(applicationId));
    }

    @Override
    public RunningContender start(Job job) {
        return RunningCopy.start(job, Generator.LOGIN_TOPIC, topic(job.applicationId()));
    }

    private static String topic(String applicationId) {
        return applicationId + "-copied-logins";
    }
}
