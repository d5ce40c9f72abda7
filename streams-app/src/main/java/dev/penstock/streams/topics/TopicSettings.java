// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topics;

import java.util.Map;

/**
 * How topics are created that nothing else decides about.
 *
 * @param partitions of a topic that is not sized like another; at least 1
 * @param replicationFactor at least 1
 * @param configs topic settings by Kafka's own names; they go before those that the topic's role brings
 */
public record TopicSettings(int partitions, int replicationFactor, Map<String, String> configs) {

    public static final int DEFAULT_PARTITIONS = 4;
    public static final int DEFAULT_REPLICATION_FACTOR = 1;

    /** @throws IllegalArgumentException if a number is out of its range */
    public TopicSettings {
        if (partitions < 1) {
            throw new IllegalArgumentException("a topic has at least 1 partition, found " + partitions);
        }
        if (replicationFactor < 1 || replicationFactor > Short.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a replication factor is between 1 and " + Short.MAX_VALUE + ", found " + replicationFactor);
        }
        configs = Map.copyOf(configs);
    }
}
