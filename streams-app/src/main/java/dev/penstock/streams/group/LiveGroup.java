// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.group;

import org.apache.kafka.common.GroupType;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A consumer group as its coordinator sees it. Members that died are in it until their session is over. */
record LiveGroup(GroupType type, List<Member> members) {

    static final LiveGroup NONE = new LiveGroup(GroupType.UNKNOWN, List.of());

    private static final Pattern KAFKA_STREAMS = Pattern.compile(".*-StreamThread-\\d+-consumer");

    LiveGroup {
        members = List.copyOf(members);
    }

    /** @param host as Kafka tells it, an address behind a slash */
    record Member(String clientId, String host) {

        Optional<MemberName> name() {
            return MemberName.ofConsumer(clientId);
        }

        boolean isOfKafkaStreams() {
            return KAFKA_STREAMS.matcher(clientId).matches();
        }

        @Override
        public String toString() {
            return "client " + clientId + " at " + host.replaceFirst("^/", "");
        }
    }

    boolean isOfKafkaStreams() {
        return members.stream().allMatch(Member::isOfKafkaStreams);
    }

    /** Its members that run another pipeline, as far as they tell. */
    Stream<Member> strangersTo(MemberName own) {
        return members.stream()
                .filter(member ->
                        member.name().map(name -> !name.runsTheSameAs(own)).orElse(false));
    }
}
