// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.client;

import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Asks Kafka about the groups of Kafka Streams applications, whichever group protocol they use. Every method waits for the
 * answer as those of {@link KafkaAdmin} do, and throws a {@link KafkaFailure} if there is none.
 */
public final class StreamsGroups {

    /** What members of Kafka Streams agree on under the classic protocol. */
    private static final String STREAMS_ASSIGNOR = "stream";

    private static final Duration MOST_REBALANCE = Duration.ofSeconds(10);
    private static final int LOOK_AGAIN_MILLIS = 100;

    private final KafkaAdmin kafka;

    public StreamsGroups(KafkaAdmin kafka) {
        this.kafka = kafka;
    }

    /** The applications that have members now, by id, with the topics that these read. */
    public Map<String, Set<String>> running() {
        var groups = settled();
        Map<String, Set<String>> running = new TreeMap<>();
        List<String> streams = populated(groups, GroupType.STREAMS);
        if (!streams.isEmpty()) {
            var answers = kafka.admin().describeStreamsGroups(streams).describedGroups();
            putDescribed(answers, StreamsGroups::topics, running);
        }
        List<String> classic = populated(groups, GroupType.CLASSIC);
        if (!classic.isEmpty()) {
            var answers = kafka.admin().describeConsumerGroups(classic).describedGroups();
            putDescribed(answers, StreamsGroups::topics, running);
        }
        return running;
    }

    /** The applications that ran once and have no members now, by id: they have changelogs or repartition topics. */
    public Set<String> stopped() {
        Set<String> topics =
                kafka.answer(kafka.admin().listTopics(new ListTopicsOptions()).names());
        Set<String> stopped = new TreeSet<>();
        for (GroupListing group :
                kafka.answer(kafka.admin().listGroups(new ListGroupsOptions()).valid())) {
            String internal = group.groupId() + "-";
            if (group.groupState().filter(GroupState.EMPTY::equals).isPresent()
                    && topics.stream()
                            .anyMatch(topic -> topic.startsWith(internal)
                                    && (topic.endsWith("-changelog") || topic.endsWith("-repartition")))) {
                stopped.add(group.groupId());
            }
        }
        return stopped;
    }

    /** The next offset that a group reads, of each partition that it has committed one of; empty if there is no such group. */
    public Map<TopicPartition, Long> committed(String group) {
        Map<TopicPartition, Long> committed = new HashMap<>();
        kafka.answer(kafka.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        committed.put(partition, offset.offset());
                    }
                });
        return committed;
    }

    /** All groups, as soon as none rebalances, or after a while: until then they don't tell what they read. */
    private Collection<GroupListing> settled() {
        long deadline = System.nanoTime() + MOST_REBALANCE.toNanos();
        while (true) {
            // Those of a coordinator that does not answer are left out, as are those that nobody lets us see.
            var groups = kafka.answer(
                    kafka.admin().listGroups(new ListGroupsOptions()).valid());
            if (System.nanoTime() > deadline || groups.stream().noneMatch(StreamsGroups::isRebalancing)) {
                return groups;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                throw KafkaFailure.interrupted(kafka.settings(), e);
            }
        }
    }

    private static boolean isRebalancing(GroupListing group) {
        return group.groupState()
                .filter(state -> state == GroupState.PREPARING_REBALANCE || state == GroupState.COMPLETING_REBALANCE)
                .isPresent();
    }

    private static List<String> populated(Collection<GroupListing> groups, GroupType type) {
        return groups.stream()
                .filter(group -> group.type().filter(type::equals).isPresent())
                .filter(group -> group.groupState()
                        .filter(state -> state != GroupState.EMPTY && state != GroupState.DEAD)
                        .isPresent())
                .map(GroupListing::groupId)
                .toList();
    }

    /** Groups that read nothing are no applications, and those are gone that can't be described a moment later. */
    private <T> void putDescribed(
            Map<String, KafkaFuture<T>> answers, Function<T, Set<String>> topics, Map<String, Set<String>> running) {
        answers.forEach((id, answer) -> {
            try {
                Set<String> read = topics.apply(answer.get());
                if (!read.isEmpty()) {
                    running.put(id, read);
                }
            } catch (ExecutionException goneOrNotOurs) {
                running.remove(id);
            } catch (InterruptedException e) {
                throw KafkaFailure.interrupted(kafka.settings(), e);
            }
        });
    }

    private static Set<String> topics(StreamsGroupDescription group) {
        Set<String> topics = new HashSet<>();
        group.subtopologies().forEach(part -> {
            topics.addAll(part.sourceTopics());
            topics.addAll(part.repartitionSourceTopics().keySet());
        });
        return topics;
    }

    private static Set<String> topics(ConsumerGroupDescription group) {
        Set<String> topics = new HashSet<>();
        if (group.partitionAssignor().equals(STREAMS_ASSIGNOR)) {
            group.members()
                    .forEach(member ->
                            member.assignment().topicPartitions().forEach(partition -> topics.add(partition.topic())));
        }
        return topics;
    }
}
