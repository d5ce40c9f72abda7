// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.client;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

import static java.util.stream.Collectors.toMap;

/**
 * Asks Kafka how far a group has committed and how far its partitions go, with either group protocol. Every method waits
 * for the answer, {@link #PATIENCE} at most, and one partition without a leader hides no other. Safe for use by many
 * threads.
 */
public final class GroupOffsets {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(GroupOffsets.class);

    private final Admin admin;
    private final String group;

    /** @param admin stays open for whoever opened it */
    public GroupOffsets(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    /**
     * What is committed, of the partitions of which something is.
     *
     * @throws KafkaException if the group's coordinator does not answer
     */
    public Map<TopicPartition, Long> committed() {
        var all = Map.of(group, new ListConsumerGroupOffsetsSpec());
        var options = new ListConsumerGroupOffsetsOptions().timeoutMs((int) PATIENCE.toMillis());
        Map<TopicPartition, Long> committed = new HashMap<>();
        get(admin.listConsumerGroupOffsets(all, options).partitionsToOffsetAndMetadata(group))
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        committed.put(partition, offset.offset());
                    }
                });
        return committed;
    }

    /** Where logs end, markers of transactions and records of open ones included; without those that don't answer. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest());
    }

    /** Where logs begin; without those that don't answer. */
    public Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.earliest());
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which) {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        ListOffsetsResult answer = admin.listOffsets(
                partitions.stream().collect(toMap(Function.identity(), partition -> which)),
                new ListOffsetsOptions().timeoutMs((int) PATIENCE.toMillis()));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            found(answer.partitionResult(partition)).ifPresent(offset -> offsets.put(partition, offset.offset()));
        }
        return offsets;
    }

    private static <T> Optional<T> found(KafkaFuture<T> answer) {
        try {
            return Optional.of(get(answer));
        } catch (KafkaException e) {
            LOG.debug("an offset is not known", e);
            return Optional.empty();
        }
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
