// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import dev.penstock.bench.truth.Slice;
import dev.penstock.cli.support.Causes;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

/** What is asked of the broker besides records. Every method waits for the answer. */
public final class Cluster implements AutoCloseable {

    private static final int MEMBERS_WITHIN_SECONDS = 60;
    private static final int LEADERS_WITHIN_SECONDS = 30;
    private static final int LOOK_EVERY_MILLIS = 100;

    private final Admin admin;

    public Cluster(String bootstrap) {
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
    }

    /**
     * Creates topics that have as many partitions as they say.
     *
     * <p>They have leaders then: a producer that finds some of its batches refused for want of a leader, and later ones
     * taken, loses the former. A leader that tells offsets takes records.
     */
    public void create(Collection<NewTopic> topics) {
        get(admin.createTopics(topics).all());
        Map<TopicPartition, OffsetSpec> questions = topics.stream()
                .flatMap(topic -> IntStream.range(0, topic.numPartitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .collect(toMap(partition -> partition, partition -> OffsetSpec.earliest()));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LEADERS_WITHIN_SECONDS);
        while (!questions.isEmpty() && !haveLeaders(questions)) {
            if (System.nanoTime() > deadline) {
                throw new BenchException("topics have no leaders after " + LEADERS_WITHIN_SECONDS + " s");
            }
            Pause.millis(LOOK_EVERY_MILLIS);
        }
    }

    private boolean haveLeaders(Map<TopicPartition, OffsetSpec> questions) {
        try {
            admin.listOffsets(questions).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                return false;
            }
            throw new BenchException("the broker: " + Causes.line(e), e);
        } catch (InterruptedException e) {
            throw BenchException.interrupted(e);
        }
    }

    /** Makes a group begin where the slice does, in these topics. */
    public void beginAt(String group, Slice slice, Set<String> topics) {
        Map<TopicPartition, OffsetAndMetadata> offsets = slice.from().entrySet().stream()
                .filter(from -> topics.contains(from.getKey().topic()))
                .collect(toMap(Map.Entry::getKey, from -> new OffsetAndMetadata(from.getValue())));
        get(admin.alterConsumerGroupOffsets(group, offsets).all());
    }

    /**
     * Waits until a group has so many members and each of them has partitions.
     *
     * @throws BenchException if that takes more than a minute
     */
    public void awaitMembers(String group, int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MEMBERS_WITHIN_SECONDS);
        while (!isComplete(
                get(admin.describeConsumerGroups(List.of(group)).all()).get(group), count)) {
            if (System.nanoTime() > deadline) {
                throw new BenchException(String.format(
                        Locale.ROOT,
                        "not each of %d instances has partitions after %d s",
                        count,
                        MEMBERS_WITHIN_SECONDS));
            }
            Pause.millis(LOOK_EVERY_MILLIS);
        }
    }

    private static boolean isComplete(ConsumerGroupDescription group, int count) {
        return group.groupState() == GroupState.STABLE
                && group.members().size() == count
                && group.members().stream()
                        .noneMatch(
                                member -> member.assignment().topicPartitions().isEmpty());
    }

    /** What the topics take on the broker's disk whose names begin so. */
    public long bytes(String prefix) {
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
    public void delete(String prefix) {
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
