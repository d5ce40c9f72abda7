// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.truth.Slice;
import dev.penstock.event.config.Causes;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

/** What is asked of the broker besides records. Every method waits for the answer. */
final class Cluster implements AutoCloseable {

    private static final int LOOK_EVERY_MILLIS = 10;

    private final Admin admin;

    Cluster(String bootstrap) {
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
    }

    /** Makes topics that can be written to when this returns. */
    void create(Collection<NewTopic> topics) {
        get(admin.createTopics(topics).all());
        List<String> names = topics.stream().map(NewTopic::name).toList();
        while (!knows(names)) {
            Pause.millis(LOOK_EVERY_MILLIS);
        }
        // A broker names itself a partition's leader a moment before it is. Then it refuses a producer's first batch,
        // may
        // take the second, and the first is out of order for good. It tells offsets only when it is the leader.
        get(admin.listOffsets(topics.stream()
                        .flatMap(Cluster::partitions)
                        .collect(toMap(partition -> partition, partition -> OffsetSpec.latest())))
                .all());
    }

    /** The broker tells of a topic a moment after it was made. */
    private boolean knows(List<String> topics) {
        try {
            admin.describeTopics(topics).allTopicNames().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw new BenchException("the broker: " + Causes.line(e), e);
        } catch (InterruptedException e) {
            throw BenchException.interrupted(e);
        }
    }

    private static Stream<TopicPartition> partitions(NewTopic topic) {
        return IntStream.range(0, topic.numPartitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition));
    }

    /** Makes a group begin where the slice does, in these topics. */
    void beginAt(String group, Slice slice, Set<String> topics) {
        Map<TopicPartition, OffsetAndMetadata> offsets = slice.from().entrySet().stream()
                .filter(from -> topics.contains(from.getKey().topic()))
                .collect(toMap(Map.Entry::getKey, from -> new OffsetAndMetadata(from.getValue())));
        get(admin.alterConsumerGroupOffsets(group, offsets).all());
    }

    /** What the topics take on the broker's disk whose names begin so. */
    long bytes(String prefix) {
        List<Integer> nodes =
                get(admin.describeCluster().nodes()).stream().map(Node::id).toList();
        return get(admin.describeLogDirs(nodes).allDescriptions()).values().stream()
                .flatMap(folders -> folders.values().stream())
                .map(LogDirDescription::replicaInfos)
                .flatMap(replicas -> replicas.entrySet().stream())
                .filter(replica -> replica.getKey().topic().startsWith(prefix))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }

    /** Deletes the topics whose names begin so. */
    void delete(String prefix) {
        Set<String> topics = get(admin.listTopics().names()).stream()
                .filter(topic -> topic.startsWith(prefix))
                .collect(toSet());
        get(admin.deleteTopics(topics).all());
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new BenchException("the broker: " + Causes.line(e), e);
        } catch (InterruptedException e) {
            throw BenchException.interrupted(e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
