// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.access;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Store;
import dev.penstock.streams.deadletters.replay.LetterReplay;
import dev.penstock.streams.topics.PipelineTopic;
import dev.penstock.streams.topics.PipelineTopics;
import org.apache.kafka.common.acl.AclOperation;

import java.util.ArrayList;
import java.util.List;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

/** The least that each role needs for a pipeline. The same for both group protocols. */
public final class NeededPermissions {

    private final Pipeline pipeline;
    private final String applicationId;
    private final List<PipelineTopic> topics;

    /** @param applicationId what the groups, transactions and internal topics of the application are called after */
    public NeededPermissions(Pipeline pipeline, String applicationId) {
        this.pipeline = pipeline;
        this.applicationId = applicationId;
        topics = PipelineTopics.of(pipeline);
    }

    /** Empty where nobody has the role: a pipeline may have no stores. */
    public List<Permission> of(Role role) {
        return switch (role) {
            case STREAMS -> streams();
            case TOPICS ->
                topics.stream()
                        .map(topic -> Permission.literal(TOPIC, topic.name(), CREATE, DESCRIBE, DESCRIBE_CONFIGS))
                        .toList();
            case PRODUCER -> onTopics(List.of(PipelineTopic.Role.SOURCE), WRITE);
            case READER -> reader();
            case REPLAY -> replay();
            case STORE -> store();
        };
    }

    private List<Permission> streams() {
        var needed = new ArrayList<Permission>();
        for (PipelineTopic topic : topics) {
            AclOperation main = topic.role() == PipelineTopic.Role.SOURCE ? READ : WRITE;
            needed.add(Permission.literal(TOPIC, topic.name(), main, DESCRIBE_CONFIGS));
        }
        // Changelogs and repartition topics, of which what was read is deleted.
        needed.add(Permission.prefixed(TOPIC, applicationId + "-", CREATE, READ, WRITE, DELETE, DESCRIBE_CONFIGS));
        needed.add(Permission.literal(GROUP, applicationId, READ));
        needed.add(Permission.prefixed(TRANSACTIONAL_ID, applicationId + "-", WRITE));
        return needed;
    }

    private List<Permission> reader() {
        var needed = new ArrayList<>(onTopics(List.of(PipelineTopic.Role.STREAM, PipelineTopic.Role.FEATURES), READ));
        needed.add(Permission.literal(GROUP, applicationId + "-reader", READ));
        return needed;
    }

    private List<Permission> replay() {
        var needed = new ArrayList<>(onTopics(List.of(PipelineTopic.Role.DEAD_LETTERS, PipelineTopic.Role.LATE), READ));
        // Where a letter is cut, its record is read again.
        needed.addAll(onTopics(List.of(PipelineTopic.Role.SOURCE), READ, WRITE));
        for (Permission letters : List.copyOf(needed)) {
            if (letters.operations().equals(List.of(READ))) {
                String group = LetterReplay.group(letters.name());
                needed.add(Permission.literal(GROUP, group, READ));
                needed.add(Permission.literal(TRANSACTIONAL_ID, group, WRITE));
            }
        }
        needed.add(Permission.literal(GROUP, applicationId, DESCRIBE));
        return needed;
    }

    private List<Permission> store() {
        var needed = new ArrayList<Permission>();
        pipeline.stores().stream()
                .flatMap(store -> store.groups().stream())
                .distinct()
                .forEach(group -> needed.add(
                        Permission.literal(TOPIC, pipeline.group(group).to(), READ)));
        for (Store store : pipeline.stores()) {
            needed.add(Permission.literal(GROUP, applicationId + "-store-" + store.name(), READ));
        }
        return needed;
    }

    private List<Permission> onTopics(List<PipelineTopic.Role> roles, AclOperation... operations) {
        return topics.stream()
                .filter(topic -> roles.contains(topic.role()))
                .map(topic -> Permission.literal(TOPIC, topic.name(), operations))
                .toList();
    }
}
