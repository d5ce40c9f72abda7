// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.health;

import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * How many partitions of an application's topics lack a replica or a leader, as of Kafka's last answer. Brokers tell of
 * themselves by JMX only, and of the topics of all applications; this needs no exporter beside each of them. Safe for
 * use by many threads.
 */
public final class Replicas {

    static final Duration INTERVAL = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Replicas.class);

    private final Function<Collection<String>, Map<String, KafkaFuture<TopicDescription>>> kafka;
    private final List<String> topics;
    private final LongSupplier nanoTime;
    private boolean asked; // guarded by this, as is the next
    private long askedAt;
    private volatile Figures figures = Figures.UNKNOWN;

    private record Figures(double underReplicated, double offline) {
        static final Figures UNKNOWN = new Figures(Double.NaN, Double.NaN);

        static Figures of(List<CompletableFuture<List<TopicPartitionInfo>>> topics) {
            List<TopicPartitionInfo> partitions =
                    topics.stream().flatMap(topic -> topic.join().stream()).toList();
            return new Figures(
                    partitions.stream().filter(Replicas::lacksReplica).count(),
                    partitions.stream().filter(Replicas::hasNoLeader).count());
        }
    }

    /**
     * @param kafka asks about topics; may be asked from one thread at a time
     * @param topics those that don't exist are passed over
     */
    public Replicas(
            Function<Collection<String>, Map<String, KafkaFuture<TopicDescription>>> kafka,
            Collection<String> topics,
            LongSupplier nanoTime) {
        this.kafka = kafka;
        this.topics = List.copyOf(topics);
        this.nanoTime = nanoTime;
    }

    /** Asks again if it is time, and does not wait for the answer. */
    synchronized void look() {
        long now = nanoTime.getAsLong();
        if (asked && now - askedAt < INTERVAL.toNanos()) {
            return;
        }
        asked = true;
        askedAt = now;
        List<CompletableFuture<List<TopicPartitionInfo>>> answers = kafka.apply(topics).values().stream()
                .map(answer ->
                        answer.toCompletionStage().handle(Replicas::partitions).toCompletableFuture())
                .toList();
        CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                .whenComplete((done, failure) -> figures = failure == null ? Figures.of(answers) : unknown(failure));
    }

    private static List<TopicPartitionInfo> partitions(TopicDescription topic, Throwable failure) {
        if (failure == null) {
            return topic.partitions();
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof UnknownTopicOrPartitionException) {
            return List.of();
        }
        throw new CompletionException(cause);
    }

    private static Figures unknown(Throwable failure) {
        LOG.debug("replicas are not known", failure);
        return Figures.UNKNOWN;
    }

    /** Partitions with fewer in-sync replicas than replicas; not a number if Kafka did not answer. */
    double underReplicated() {
        return figures.underReplicated();
    }

    /** Partitions that nobody leads; not a number if Kafka did not answer. */
    double offline() {
        return figures.offline();
    }

    private static boolean lacksReplica(TopicPartitionInfo partition) {
        return partition.isr().size() < partition.replicas().size();
    }

    private static boolean hasNoLeader(TopicPartitionInfo partition) {
        return partition.leader() == null || partition.leader().isEmpty();
    }
}
