// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.group;

import org.apache.kafka.common.GroupType;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What an instance wants to be a member of, and as what.
 *
 * @param group the application id
 * @param type what its group protocol makes of the group
 * @param self how it is called there
 * @param patience how long members that are in the way may be dead ones, which Kafka has not missed yet
 */
public record Membership(String group, GroupType type, MemberName self, Duration patience) {

    /** Why this instance can't join such a group, in one line; empty if it can. */
    Optional<String> objection(LiveGroup live) {
        if (live.members().isEmpty()) {
            return Optional.empty();
        }
        if (!live.isOfKafkaStreams()) {
            return live.members().stream()
                    .filter(member -> !member.isOfKafkaStreams())
                    .findFirst()
                    .map(member -> "the group " + group + " has a member that is not Penstock's (" + member
                            + "); start with another --application-id");
        }
        return live.type() == type
                ? live.strangersTo(self).findFirst().map(this::otherPipeline)
                : Optional.of(otherProtocol(live));
    }

    String otherPipeline(LiveGroup.Member member) {
        return "an instance of " + group + " runs another pipeline (" + member
                + "); start this one with another --application-id, or stop all instances first if it is to replace that one";
    }

    private String otherProtocol(LiveGroup live) {
        return String.format(
                Locale.ROOT,
                "the instances of %s that run have group.protocol=%s, this one has %s (%s); give it theirs, or stop them first, or start with another --application-id",
                group,
                protocol(live.type()),
                protocol(type),
                live.members().get(0));
    }

    private static String protocol(GroupType type) {
        return type == GroupType.STREAMS ? "streams" : "classic";
    }
}
