// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

/**
 * What was measured of a contender in a round.
 *
 * @param events that it processed, the warm-up included
 * @param eventsPerSecond without the warm-up
 * @param cpuMicrosPerEvent of its process, without the warm-up
 * @param peakResidentBytes {@link ProcessFigures#UNKNOWN} where the system doesn't say
 * @param kafkaBytes that it wrote to all of its topics, as they lie on the broker's disk
 * @param diskBytes that its process wrote to disk; {@link ProcessFigures#UNKNOWN} where the system doesn't say
 * @param stateBytes that its stores took at the end
 */
public record Figures(
        long events,
        double eventsPerSecond,
        double cpuMicrosPerEvent,
        long peakResidentBytes,
        long kafkaBytes,
        long diskBytes,
        long stateBytes) {

    static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0);

    static Figures of(long events, Outcome outcome, long kafkaBytes) {
        return new Figures(
                events,
                outcome.stretch().eventsPerSecond(),
                outcome.stretch().cpuMicrosPerEvent(),
                outcome.peakResidentBytes(),
                kafkaBytes,
                outcome.diskBytes(),
                outcome.stateBytes());
    }
}
