// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import java.util.Map;

/**
 * What a contender is told in its own process.
 *
 * @param applicationId also the name of the consumer group, whose committed offsets say where to begin
 * @param stateFolder where its stores belong
 * @param pipelineFile what it computes; empty for contenders that need none
 * @param events how many there are to process, by topic
 * @param commitMillis how often a Kafka Streams application commits
 * @param settings more of Kafka's settings, for Penstock
 */
public record Job(
        String bootstrap,
        String applicationId,
        String stateFolder,
        String pipelineFile,
        Map<String, Long> events,
        long commitMillis,
        Map<String, String> settings) {

    public Job {
        events = Map.copyOf(events);
        settings = Map.copyOf(settings);
    }

    long allEvents() {
        return events.values().stream().mapToLong(Long::longValue).sum();
    }
}
