// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import org.apache.kafka.common.TopicPartition;

import java.util.HashMap;
import java.util.Map;

/**
 * The part of the topics that a contender reads: from an offset, inclusive, to another, exclusive. The topics have no
 * gaps, so offsets count events.
 */
public record Slice(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {

    public Slice {
        from = Map.copyOf(from);
        to = Map.copyOf(to);
    }

    /** The last part of each partition. */
    public static Slice last(double share, Map<TopicPartition, Long> ends) {
        var from = new HashMap<TopicPartition, Long>();
        ends.forEach((partition, end) -> from.put(partition, end - Math.round(end * share)));
        return new Slice(from, ends);
    }

    /** How many events of a topic are in it. */
    public long events(String topic) {
        return to.entrySet().stream()
                .filter(end -> end.getKey().topic().equals(topic))
                .mapToLong(end -> end.getValue() - from.get(end.getKey()))
                .sum();
    }

    boolean holds(TopicPartition partition, long offset) {
        return offset >= from.get(partition) && offset < to.get(partition);
    }
}
