// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topics;

import dev.penstock.cli.support.Causes;
import dev.penstock.streams.client.KafkaAdmin;
import dev.penstock.streams.client.KafkaFailure;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

/**
 * Creates topics that are missing and leaves those alone that are there. Any number of instances may do so at the same
 * time.
 */
public final class TopicCreator {

    private static final int LOOK_AGAIN_MILLIS = 50;

    private final KafkaAdmin admin;
    private final TopicSettings settings;

    /**
     * What came of a topic.
     *
     * @param created whether it was this that created it
     * @param partitions how many it has
     */
    public record Outcome(PipelineTopic topic, boolean created, int partitions) {}

    public TopicCreator(KafkaAdmin admin, TopicSettings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    /**
     * Returns what came of each topic, in the order given, when all can be written to.
     *
     * @throws KafkaFailure if Kafka does not answer or refuses to create a topic
     */
    public List<Outcome> create(List<PipelineTopic> topics) {
        List<String> names = topics.stream().map(PipelineTopic::name).toList();
        Map<String, Integer> there = admin.partitions(names);
        Map<String, NewTopic> missing = new TreeMap<>();
        topics.stream()
                .filter(topic -> !there.containsKey(topic.name()))
                .forEach(topic -> missing.put(topic.name(), newTopic(topic, there)));
        Map<String, Throwable> refused = missing.isEmpty() ? Map.of() : admin.create(missing.values());
        refuse(refused);
        Map<String, Integer> all = awaitAll(names);
        return topics.stream()
                .map(topic -> new Outcome(
                        topic,
                        missing.containsKey(topic.name()) && !refused.containsKey(topic.name()),
                        all.get(topic.name())))
                .toList();
    }

    private NewTopic newTopic(PipelineTopic topic, Map<String, Integer> there) {
        Map<String, String> configs = new HashMap<>(topic.configs());
        configs.putAll(settings.configs());
        int partitions = there.getOrDefault(topic.sizedLike(), settings.partitions());
        return new NewTopic(topic.name(), partitions, (short) settings.replicationFactor()).configs(configs);
    }

    /** One line, in which each reason stands once: it is usually the same for all topics. */
    private void refuse(Map<String, Throwable> refused) {
        Map<String, String> topicsByReason = refused.entrySet().stream()
                .filter(refusal -> !(refusal.getValue() instanceof TopicExistsException))
                .collect(groupingBy(
                        refusal -> Causes.line(refusal.getValue()),
                        TreeMap::new,
                        mapping(Map.Entry::getKey, joining(", "))));
        if (!topicsByReason.isEmpty()) {
            String reasons = topicsByReason.entrySet().stream()
                    .map(reason -> reason.getValue() + ": " + reason.getKey())
                    .collect(joining("; "));
            throw new KafkaFailure("cannot create at " + admin.servers() + ": " + reasons);
        }
    }

    /** A topic is there for the controller before it is there for the brokers, and an application asks those. */
    private Map<String, Integer> awaitAll(Collection<String> names) {
        long deadline = System.nanoTime() + admin.settings().patience().toNanos();
        Map<String, Integer> found = admin.partitions(names);
        while (found.size() < names.size() || !admin.haveLeaders(found)) {
            if (System.nanoTime() > deadline) {
                throw new KafkaFailure("not all brokers at " + admin.servers() + " know the new topics by now");
            }
            pause();
            found = admin.partitions(names);
        }
        return found;
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            throw KafkaFailure.interrupted(admin.settings(), e);
        }
    }
}
