// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import dev.penstock.bench.truth.Slice;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

/**
 * A broker in a process of its own, with nothing in it but the topics that contenders read, and what is asked of it besides
 * records. Every method waits for the answer.
 */
public final class Cluster implements AutoCloseable {

    private static final Duration MEMBERS_WITHIN = Duration.ofSeconds(60);
    private static final Duration LEADERS_WITHIN = Duration.ofSeconds(30);
    private static final int LOOK_EVERY_MILLIS = 100;

    /** Of the broker's JVM, as {@code -Xmx} takes it. */
    static final String BROKER_HEAP = "1g";

    private static final Duration START_WITHIN = Duration.ofSeconds(60);

    private final Workplace place;
    private final Child broker;
    private final String bootstrap;
    private final int partitions;
    private final Admin admin;

    private Cluster(Workplace place, Child broker, int partitions) {
        this.place = place;
        this.broker = broker;
        this.partitions = partitions;
        String line = broker.nextLine(START_WITHIN);
        if (!line.startsWith(Messages.READY)) {
            throw new BenchException("the broker said: " + line);
        }
        bootstrap = line.substring(Messages.READY.length());
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
    }

    /** One whose topics have as many partitions as a {@link Workload} is made for. */
    public static Cluster start(Workplace place) {
        return start(place, Workload.PARTITIONS);
    }

    /**
     * Starts one, and creates what contenders read.
     *
     * @param partitions of each topic
     * @param settings more of Kafka's, each {@code name=value}
     */
    public static Cluster start(Workplace place, int partitions, String... settings) {
        var command = new ChildCommand("broker", BrokerMain.class, BROKER_HEAP, List.of(settings));
        var cluster = new Cluster(place, place.start(command), partitions);
        cluster.create(Fill.newTopics(partitions));
        return cluster;
    }

    /** Where its broker, and whoever works with it, has its files and processes. */
    public Workplace place() {
        return place;
    }

    public String bootstrap() {
        return bootstrap;
    }

    /** CPU time of the broker so far; 0 if the system does not tell. */
    public long brokerCpuNanos() {
        return broker.cpuNanos();
    }

    /** Of the topics that contenders read. */
    public int partitions() {
        return partitions;
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
        if (!questions.isEmpty() && !Waiting.until(() -> haveLeaders(questions), LEADERS_WITHIN, LOOK_EVERY_MILLIS)) {
            throw new BenchException("topics have no leaders after " + LEADERS_WITHIN.toSeconds() + " s");
        }
    }

    private boolean haveLeaders(Map<TopicPartition, OffsetSpec> questions) {
        try {
            get(admin.listOffsets(questions).all());
            return true;
        } catch (BenchException e) {
            if (e.getCause().getCause() instanceof RetriableException) {
                return false;
            }
            throw e;
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
        if (!Waiting.until(() -> isComplete(group, count), MEMBERS_WITHIN, LOOK_EVERY_MILLIS)) {
            throw new BenchException(String.format(
                    Locale.ROOT,
                    "not each of %d instances has partitions after %d s",
                    count,
                    MEMBERS_WITHIN.toSeconds()));
        }
    }

    private boolean isComplete(String name, int count) {
        var group = get(admin.describeConsumerGroups(List.of(name)).all()).get(name);
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
        return Waiting.result(answer, "the broker");
    }

    @Override
    public void close() {
        admin.close();
        place.end(broker);
    }
}
