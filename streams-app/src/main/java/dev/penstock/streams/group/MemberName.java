// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.group;

import dev.penstock.event.pipeline.Pipeline;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an instance is called in its consumer group, under either protocol. A client id is all that Kafka tells of a member
 * under both, so it says which pipeline the instance runs:
 * {@code penstock-orders-6b21f05c-19ae1f2c3d45e6f-pipeline-9f8e7d6c}. Kafka Streams puts {@code -StreamThread-1-consumer}
 * behind it.
 *
 * @param prefix the {@code client.id} that was given, or else the application id
 * @param instance when it started, and a random number: the earlier of two comes before the later
 * @param pipeline check sum of what its pipeline means
 */
public record MemberName(String prefix, String instance, String pipeline) {

    private static final int MILLIS_DIGITS = 11;
    private static final Pattern CLIENT =
            Pattern.compile("(.*)-([0-9a-f]{15})-pipeline-([0-9a-f]{8})-StreamThread-\\d+-consumer");

    /** A new one. */
    public static MemberName of(String prefix, Pipeline pipeline) {
        HexFormat hex = HexFormat.of();
        String instance = hex.toHexDigits(System.currentTimeMillis(), MILLIS_DIGITS)
                + hex.toHexDigits((short) ThreadLocalRandom.current().nextInt());
        return new MemberName(prefix, instance, PipelineFingerprint.of(pipeline));
    }

    /** Whose consumer this is; empty if it is none of Penstock's, or of a version that did not tell its pipeline. */
    static Optional<MemberName> ofConsumer(String clientId) {
        Matcher parts = CLIENT.matcher(clientId);
        return parts.matches()
                ? Optional.of(new MemberName(parts.group(1), parts.group(2), parts.group(3)))
                : Optional.empty();
    }

    /** Kafka Streams' setting {@code client.id}. */
    public String clientId() {
        return prefix + "-" + instance + "-pipeline-" + pipeline;
    }

    boolean runsTheSameAs(MemberName other) {
        return pipeline.equals(other.pipeline);
    }

    boolean isEarlierThan(MemberName other) {
        return instance.compareTo(other.instance) < 0;
    }
}
