// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.access;

import dev.penstock.cli.support.CommandException;
import dev.penstock.streams.client.KafkaAdmin;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether Kafka allows what an instance will do with topics. It asks before the instance joins its group: later, Kafka says
 * of a topic that it is not allowed, but not what, and with group.protocol=streams an instance that may not create its
 * topics waits for them.
 */
public final class AccessCheck {

    private final KafkaAdmin admin;
    private final Set<String> forbidden = new LinkedHashSet<>();
    private final List<String> dispensable = new ArrayList<>();

    private AccessCheck(KafkaAdmin admin) {
        this.admin = admin;
    }

    /**
     * Returns what the instance can do without, in words.
     *
     * @param internal changelogs and repartition topics of the application, whether they are there or not
     * @throws CommandException if it lacks anything else; the message names each operation and resource
     * @throws dev.penstock.streams.client.KafkaFailure if Kafka does not answer
     */
    public static List<String> refuseForbidden(KafkaAdmin admin, List<Permission> needed, List<String> internal) {
        var check = new AccessCheck(admin);
        List<Permission> onTopics = needed.stream()
                .filter(permission -> permission.type() == ResourceType.TOPIC)
                .toList();
        check.named(onTopics.stream()
                .filter(permission -> permission.pattern() == PatternType.LITERAL)
                .toList());
        onTopics.stream()
                .filter(permission -> permission.pattern() == PatternType.PREFIXED)
                .forEach(permission -> check.internal(permission, internal));
        if (!check.forbidden.isEmpty()) {
            throw new CommandException(admin.servers() + ": ACLs do not allow this user "
                    + String.join(", ", check.forbidden) + "; ./penstock acls prints what is needed");
        }
        return check.dispensable;
    }

    private void named(List<Permission> permissions) {
        Map<String, Set<AclOperation>> allowed =
                admin.allowedOn(permissions.stream().map(Permission::name).toList());
        for (Permission permission : permissions) {
            Set<AclOperation> found = allowed.get(permission.name());
            if (found != null) {
                lacking(permission, found).forEach(operation -> {
                    String text = AclText.name(operation) + " on topic " + permission.name();
                    if (operation == AclOperation.DESCRIBE_CONFIGS) {
                        dispensable.add(text);
                    } else {
                        forbidden.add(text);
                    }
                });
            }
        }
    }

    private void internal(Permission permission, List<String> topics) {
        Map<String, Set<AclOperation>> allowed = admin.allowedOn(topics);
        Set<AclOperation> lacking = EnumSet.noneOf(AclOperation.class);
        allowed.values().forEach(found -> lacking.addAll(lacking(permission, found)));
        List<String> missing =
                topics.stream().filter(topic -> !allowed.containsKey(topic)).toList();
        if (!admin.mayCreate(missing)) {
            lacking.add(AclOperation.CREATE);
        }
        // Only looked at, to see whether an earlier version of Penstock made them.
        lacking.remove(AclOperation.DESCRIBE_CONFIGS);
        lacking.forEach(operation ->
                forbidden.add(AclText.name(operation) + " on topics that begin with " + permission.name()));
    }

    private static Set<AclOperation> lacking(Permission permission, Set<AclOperation> found) {
        Set<AclOperation> lacking = EnumSet.copyOf(permission.operations());
        lacking.removeAll(found);
        return lacking;
    }
}
