// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.support;

import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

import java.util.Optional;
import java.util.stream.Stream;

/** Says what ACLs would have to allow, of which Kafka tells a part only. */
final class AclFaults {

    private AclFaults() {}

    /** Empty where it is something else, or Kafka says it well. */
    static Optional<String> line(Throwable thrown) {
        return Stream.iterate(thrown, link -> link != null, Throwable::getCause)
                .flatMap(link -> ofLink(link).stream())
                .findFirst();
    }

    private static Optional<String> ofLink(Throwable link) {
        if (link instanceof TopicAuthorizationException topics
                && !topics.unauthorizedTopics().isEmpty()) {
            return Optional.of("ACLs do not allow this user Read or Write on topic "
                    + String.join(
                            ", ", topics.unauthorizedTopics().stream().sorted().toList()));
        }
        if (link instanceof GroupAuthorizationException group) {
            return Optional.of("ACLs do not allow this user Read on group " + group.groupId());
        }
        if (link instanceof TransactionalIdAuthorizationException) {
            return Optional.of("ACLs do not allow this user Write on the transactional id: " + link.getMessage());
        }
        return Optional.empty();
    }
}
