// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topics;

import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Which topics of an application there are, as of the last time that Kafka was asked. Safe for use by many threads; those
 * that ask wait for each other.
 */
public final class TopicWatch {

    /** A broker that has only just come up may not know of a topic yet. */
    private static final int MISSES_BELIEVED = 2;

    private final Function<Collection<String>, Map<String, KafkaFuture<TopicDescription>>> kafka;
    private final List<WatchedTopic> topics;
    private final Map<String, Integer> misses = new HashMap<>(); // guarded by this, as is the next
    private final Map<String, Uuid> ids = new HashMap<>();
    private volatile Map<String, Integer> partitions = Map.of();
    private volatile List<WatchedTopic> missing = List.of();

    /**
     * What has changed since Kafka was asked before.
     *
     * @param gone topics that are missing now
     * @param back topics that were missing and are there again
     * @param anew topics that are others than before, created after those of the same name had been deleted
     */
    public record Changes(List<WatchedTopic> gone, List<WatchedTopic> back, List<WatchedTopic> anew) {}

    /**
     * @param kafka asks about topics, each of which is answered for by itself
     * @param topics with different names
     */
    public TopicWatch(
            Function<Collection<String>, Map<String, KafkaFuture<TopicDescription>>> kafka,
            Collection<WatchedTopic> topics) {
        this.kafka = kafka;
        this.topics = List.copyOf(topics);
    }

    /**
     * Asks Kafka and waits for the answer.
     *
     * @throws KafkaException if there is none
     */
    public synchronized Changes ask() {
        Map<String, KafkaFuture<TopicDescription>> answers =
                kafka.apply(topics.stream().map(WatchedTopic::name).toList());
        Map<String, Integer> sizes = new HashMap<>(partitions);
        List<WatchedTopic> anew = new ArrayList<>();
        for (WatchedTopic topic : topics) {
            Optional<TopicDescription> found = get(answers.get(topic.name()));
            if (found.isEmpty()) {
                misses.merge(topic.name(), 1, Integer::sum);
            } else if (found.get().partitions().stream()
                    .noneMatch(partition ->
                            partition.leader() == null || partition.leader().isEmpty())) {
                misses.remove(topic.name());
                sizes.put(topic.name(), found.get().partitions().size());
                Uuid id = found.get().topicId();
                Uuid before = ids.put(topic.name(), id);
                if (before != null && !before.equals(id)) {
                    anew.add(topic);
                }
            }
        }
        List<WatchedTopic> before = missing;
        List<WatchedTopic> now = topics.stream()
                .filter(topic -> misses.getOrDefault(topic.name(), 0) >= MISSES_BELIEVED)
                .filter(topic -> !topic.internal() || ids.containsKey(topic.name()))
                .toList();
        now.forEach(topic -> sizes.remove(topic.name()));
        partitions = Map.copyOf(sizes);
        missing = now;
        return new Changes(without(now, before), without(before, now), anew);
    }

    private static List<WatchedTopic> without(List<WatchedTopic> some, List<WatchedTopic> others) {
        return some.stream().filter(topic -> !others.contains(topic)).toList();
    }

    /** All topics that are watched. */
    public List<WatchedTopic> topics() {
        return topics;
    }

    /** Those that there should be and are not. */
    public List<WatchedTopic> missing() {
        return missing;
    }

    /** Those that there should be and that Kafka did not know the last time, be it that it is not believed yet. */
    public synchronized List<WatchedTopic> suspects() {
        return topics.stream()
                .filter(topic -> misses.containsKey(topic.name()))
                .filter(topic -> !topic.internal() || ids.containsKey(topic.name()))
                .toList();
    }

    /** The names of those that the application reads. */
    public List<String> input() {
        return topics.stream()
                .filter(WatchedTopic::isInput)
                .map(WatchedTopic::name)
                .toList();
    }

    /** Their partitions, as far as they are known. */
    public List<TopicPartition> inputPartitions() {
        Map<String, Integer> sizes = partitions;
        return input().stream()
                .flatMap(topic -> IntStream.range(0, sizes.getOrDefault(topic, 0))
                        .mapToObj(partition -> new TopicPartition(topic, partition)))
                .toList();
    }

    /** Empty if there is no such topic. */
    private static Optional<TopicDescription> get(KafkaFuture<TopicDescription> answer) {
        try {
            return Optional.of(answer.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
