// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams;

import java.util.Map;

/**
 * What an instance has done since it was started, and what lies before it.
 *
 * @param events records read from sources, whatever became of them
 * @param rows enriched events and feature rows written
 * @param late events that came too late for the window of a feature group, once for each such group
 * @param deadLetters records sent to a dead-letter topic, by the code of the reason; reasons that did not occur are not
 *     there
 * @param lag records of its partitions, those of repartition topics among them, that were not fetched yet
 */
public record RunningPipeline(long events, long rows, long late, Map<String, Long> deadLetters, long lag) {

    public RunningPipeline {
        deadLetters = Map.copyOf(deadLetters);
    }

    public long allDeadLetters() {
        return deadLetters.values().stream().mapToLong(Long::longValue).sum();
    }
}
