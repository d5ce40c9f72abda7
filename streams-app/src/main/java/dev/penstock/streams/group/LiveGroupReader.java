// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.group;

import dev.penstock.streams.group.LiveGroup.Member;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/** Asks Kafka about groups, of whichever kind. Every method waits for the answer and throws what Kafka's client does. */
final class LiveGroupReader {

    private final Admin admin;

    LiveGroupReader(Admin admin) {
        this.admin = admin;
    }

    /** The group of this name; {@link LiveGroup#NONE} where there is none, or none that consumers make up. */
    LiveGroup read(String group) {
        try {
            return consumers(group);
        } catch (GroupIdNotFoundException none) {
            return streams(group);
        }
    }

    private LiveGroup consumers(String group) {
        var found = answer(
                admin.describeConsumerGroups(List.of(group)).describedGroups().get(group));
        return new LiveGroup(
                found.type(),
                found.members().stream()
                        .map(member -> new Member(member.clientId(), member.host()))
                        .toList());
    }

    private LiveGroup streams(String group) {
        try {
            var found = answer(admin.describeStreamsGroups(List.of(group))
                    .describedGroups()
                    .get(group));
            return new LiveGroup(
                    GroupType.STREAMS,
                    found.members().stream()
                            .map(member -> new Member(member.clientId(), member.clientHost()))
                            .toList());
        } catch (GroupIdNotFoundException | UnsupportedVersionException none) {
            return LiveGroup.NONE;
        }
    }

    List<String> names() {
        return answer(admin.listGroups().all()).stream()
                .map(GroupListing::groupId)
                .toList();
    }

    /** What a group has committed; nothing where there is no such group. */
    Map<TopicPartition, OffsetAndMetadata> committed(String group) {
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets =
                    new HashMap<>(answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()));
            offsets.values().removeIf(Objects::isNull);
            return offsets;
        } catch (GroupIdNotFoundException none) {
            return Map.of();
        }
    }

    private static <T> T answer(KafkaFuture<T> question) {
        try {
            return question.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException thrown ? thrown : new KafkaException(e.getCause());
        }
    }
}
