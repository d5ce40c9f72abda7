// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.app;

import dev.penstock.streams.client.InputLags.Lag;

import java.util.Map;

/**
 * What an instance has done since it was started, and what lies before it.
 *
 * @param events records read from sources, whatever became of them
 * @param rows enriched events and feature rows written
 * @param late events that came too late for the window of a feature group, once for each such group
 * @param deadLetters records sent to a dead-letter topic, by the code of the reason; reasons that did not occur are not
 *     there
 * @param lag records of sources and repartition topics that are not committed yet
 */
public record RunningPipeline(long events, long rows, long late, Map<String, Long> deadLetters, Lag lag) {

    public RunningPipeline {
        deadLetters = Map.copyOf(deadLetters);
    }

    public long allDeadLetters() {
        return deadLetters.values().stream().mapToLong(Long::longValue).sum();
    }
}
