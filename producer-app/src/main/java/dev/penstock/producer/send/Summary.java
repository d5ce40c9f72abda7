// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.send;

import java.time.Duration;
import java.util.SortedMap;

/**
 * How a run ended, or how it stands.
 *
 * @param topics what was handed to the producer
 * @param failed events among them that were not delivered, or that could not be handed over
 * @param skipped empty lines of the input
 * @param elapsed from before the first event until the last was acknowledged
 */
public record Summary(
        SortedMap<String, TopicCounts> topics, long failed, long skipped, Duration elapsed, Latency latency) {

    /**
     * @param events all of them
     * @param bytes of keys and values, before compression
     */
    public record TopicCounts(long events, long bytes, long late, long malformed, long duplicates) {

        static final TopicCounts NONE = new TopicCounts(0, 0, 0, 0, 0);

        TopicCounts plus(TopicCounts other) {
            return new TopicCounts(
                    events + other.events,
                    bytes + other.bytes,
                    late + other.late,
                    malformed + other.malformed,
                    duplicates + other.duplicates);
        }
    }

    /** From handing an event over, waiting for room included, to its acknowledgement; in microseconds. */
    public record Latency(long p50, long p99, long p999, long max) {}

    /** The counts of all topics together. */
    public TopicCounts total() {
        return topics.values().stream().reduce(TopicCounts.NONE, TopicCounts::plus);
    }

    /** Events that the broker acknowledged; before the end of a run, those under way as well. */
    public long delivered() {
        return total().events() - failed;
    }

    public double eventsPerSecond() {
        return delivered() / seconds();
    }

    public double megabytesPerSecond() {
        return total().bytes() / 1e6 / seconds();
    }

    private double seconds() {
        return Math.max(elapsed.toNanos(), 1) / 1e9;
    }
}
