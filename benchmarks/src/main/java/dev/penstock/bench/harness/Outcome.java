// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import dev.penstock.bench.truth.Tally;

/**
 * What a contender tells of its run, at the end.
 *
 * @param peakResidentBytes of the whole run; {@link ProcessFigures#UNKNOWN} where the system doesn't say
 * @param diskBytes written in the whole run; {@link ProcessFigures#UNKNOWN} where the system doesn't say
 * @param stateBytes size of the state folder at the end
 */
public record Outcome(Measurement measurement, long peakResidentBytes, long diskBytes, long stateBytes, Tally tally) {

    private static final double MEBIBYTE = 1 << 20;

    /**
     * As figures, without the warm-up where they are about time.
     *
     * @param events that were processed, the warm-up included
     * @param kafkaBytes that were written to all topics
     */
    public Figures figures(long events, long kafkaBytes) {
        Figures known = measurement
                .figures()
                .with(Figure.KAFKA_BYTES_PER_EVENT, (double) kafkaBytes / events)
                .with(Figure.STATE_MIB, stateBytes / MEBIBYTE);
        if (peakResidentBytes != ProcessFigures.UNKNOWN) {
            known = known.with(Figure.PEAK_RESIDENT_MIB, peakResidentBytes / MEBIBYTE);
        }
        return diskBytes == ProcessFigures.UNKNOWN
                ? known
                : known.with(Figure.DISK_BYTES_PER_EVENT, (double) diskBytes / events);
    }
}
