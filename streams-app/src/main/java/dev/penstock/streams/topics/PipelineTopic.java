// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topics;

import java.util.Map;

/**
 * A topic that a pipeline reads or writes.
 *
 * @param sizedLike the topic whose number of partitions it takes over; itself where there is none
 * @param configs topic settings that it needs, by Kafka's own names
 */
public record PipelineTopic(String name, Role role, String sizedLike, Map<String, String> configs) {

    /** What a pipeline uses a topic for. */
    public enum Role {
        /** Events are read from it. */
        SOURCE("source"),
        /** Records that are no events are written to it. */
        DEAD_LETTERS("dead-letters"),
        /** Enriched events are written to it. */
        STREAM("stream"),
        /** Feature rows are written to it. */
        FEATURES("features"),
        /** Events that came too late for their window are written to it. */
        LATE("late");

        private final String code;

        Role(String code) {
            this.code = code;
        }

        /** As commands spell it. */
        public String code() {
            return code;
        }
    }

    public PipelineTopic {
        configs = Map.copyOf(configs);
    }
}
