// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.access;

import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

import java.util.List;

/**
 * What one has to be allowed to do with a resource of Kafka, or with all that begin with a name.
 *
 * @param operations of which none is implied by another: who may read, write or delete may also describe
 */
public record Permission(ResourceType type, PatternType pattern, String name, List<AclOperation> operations) {

    public Permission {
        operations = List.copyOf(operations);
    }

    static Permission literal(ResourceType type, String name, AclOperation... operations) {
        return new Permission(type, PatternType.LITERAL, name, List.of(operations));
    }

    static Permission prefixed(ResourceType type, String prefix, AclOperation... operations) {
        return new Permission(type, PatternType.PREFIXED, prefix, List.of(operations));
    }

    /** One for each operation. */
    public List<AclBinding> bindings(String user) {
        var resource = new ResourcePattern(type, name, pattern);
        return operations.stream()
                .map(operation -> new AclBinding(
                        resource, new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)))
                .toList();
    }
}
