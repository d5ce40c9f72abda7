// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.access;

import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Permissions as text that gives them. */
public final class AclText {

    private static final int ACLS_INDENT = 6;

    private AclText() {}

    /** Commands of Kafka's tool, one for each resource. */
    public static String commands(Role role, String user, List<Permission> permissions, String servers, String config) {
        var text = new StringBuilder("# " + role.code() + ": " + role.who() + "\n");
        for (Permission permission : permissions) {
            text.append("./penstock kafka acls --bootstrap-server ")
                    .append(servers)
                    .append(" --command-config ")
                    .append(config)
                    .append(" --add --allow-principal User:")
                    .append(user);
            permission
                    .operations()
                    .forEach(operation -> text.append(" --operation ").append(name(operation)));
            text.append(' ').append(option(permission.type())).append(' ').append(permission.name());
            if (permission.pattern() == PatternType.PREFIXED) {
                text.append(" --resource-pattern-type prefixed");
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** A resource of Strimzi's, which makes the user, too. */
    public static String strimzi(Role role, String user, List<Permission> permissions, String cluster) {
        var text = new StringBuilder(String.format(Locale.ROOT, """
                ---
                # %s: %s
                apiVersion: kafka.strimzi.io/v1beta2
                kind: KafkaUser
                metadata:
                  name: %s
                  labels:
                    strimzi.io/cluster: %s
                spec:
                  authentication:
                    type: scram-sha-512
                  authorization:
                    type: simple
                    acls:
                """, role.code(), role.who(), user, cluster));
        for (Permission permission : permissions) {
            text.append(String.format(
                    Locale.ROOT,
                    """
                    - resource:
                        type: %s
                        name: %s
                        patternType: %s
                      operations: [%s]
                    """.indent(ACLS_INDENT),
                    strimziType(permission.type()),
                    permission.name(),
                    permission.pattern() == PatternType.PREFIXED ? "prefix" : "literal",
                    permission.operations().stream().map(AclText::name).collect(Collectors.joining(", "))));
        }
        return text.toString();
    }

    /** As Kafka's tool and Strimzi call it: {@code DescribeConfigs}. */
    static String name(AclOperation operation) {
        var name = new StringBuilder();
        for (String word : operation.name().split("_")) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    private static String option(ResourceType type) {
        return "--" + type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String strimziType(ResourceType type) {
        return type == ResourceType.TRANSACTIONAL_ID
                ? "transactionalId"
                : type.name().toLowerCase(Locale.ROOT);
    }
}
