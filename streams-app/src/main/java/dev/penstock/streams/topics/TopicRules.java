// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topics;

import org.apache.kafka.common.config.TopicConfig;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Which records a topic takes, and how long it keeps them, by its settings.
 *
 * @param maxBatchBytes the most that a batch of records may take, compressed: {@code max.message.bytes}, or
 *     {@code segment.bytes} where that is less
 * @param compression {@code compression.type}: {@code producer}, {@code uncompressed} or what the broker compresses with
 * @param ownTimestamps whether records keep the timestamps that they are sent with; if not, the topic stamps them when
 *     they are written
 * @param beforeMillis how far the timestamp of a record may lie behind the broker's clock, in milliseconds
 * @param afterMillis how far it may lie ahead
 * @param compacted whether a record takes the place of earlier ones with its key
 * @param retentionMillis how long a record is kept, by its timestamp; {@link #FOR_EVER}, too
 */
public record TopicRules(
        long maxBatchBytes,
        String compression,
        boolean ownTimestamps,
        long beforeMillis,
        long afterMillis,
        boolean compacted,
        long retentionMillis) {

    /** No time is too long for it. */
    public static final long FOR_EVER = Long.MAX_VALUE;

    /** Kafka's defaults, but for the retention: whoever does not know that must not act by it. */
    public static final TopicRules DEFAULTS = new TopicRules(
            1_048_588, "producer", true, FOR_EVER, Duration.ofHours(1).toMillis(), false, FOR_EVER);

    /** @param configs all settings of the topic, by Kafka's own names; one that is missing has Kafka's default */
    public static TopicRules of(Map<String, String> configs) {
        List<String> policies = List.of(configs.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "delete")
                .split("\\s*,\\s*"));
        long retention = number(configs, TopicConfig.RETENTION_MS_CONFIG, FOR_EVER);
        return new TopicRules(
                Math.min(
                        number(configs, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, DEFAULTS.maxBatchBytes),
                        number(configs, TopicConfig.SEGMENT_BYTES_CONFIG, Integer.MAX_VALUE)),
                configs.getOrDefault(TopicConfig.COMPRESSION_TYPE_CONFIG, DEFAULTS.compression),
                !"LogAppendTime".equals(configs.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)),
                number(configs, TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, DEFAULTS.beforeMillis),
                number(configs, TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, DEFAULTS.afterMillis),
                policies.contains(TopicConfig.CLEANUP_POLICY_COMPACT),
                policies.contains(TopicConfig.CLEANUP_POLICY_DELETE) && retention >= 0 ? retention : FOR_EVER);
    }

    private static long number(Map<String, String> configs, String name, long otherwise) {
        String text = configs.get(name);
        return text == null ? otherwise : Long.parseLong(text.strip());
    }

    /** Whether records vanish after a time that goes by timestamps which whoever sends them chooses. */
    public boolean forgetsByEventTime() {
        return ownTimestamps && retentionMillis != FOR_EVER;
    }
}
