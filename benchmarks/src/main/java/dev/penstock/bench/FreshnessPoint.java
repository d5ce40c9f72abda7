// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import org.HdrHistogram.Histogram;

import java.util.List;

/**
 * How fresh rows are at a rate and commit interval. Milliseconds from the moment at which an event was due to be sent
 * until a row that counts it was read.
 *
 * @param rate events per second
 * @param events that were followed
 * @param cores that the contender's process kept busy
 * @param faults empty if every event was seen
 */
public record FreshnessPoint(
        String contender,
        int rate,
        long commitMillis,
        long events,
        double p50,
        double p99,
        double p999,
        double most,
        double cores,
        List<String> faults) {

    public FreshnessPoint {
        faults = List.copyOf(faults);
    }

    static FreshnessPoint of(
            String contender, int rate, long commitMillis, Histogram delays, double cores, List<String> faults) {
        return new FreshnessPoint(
                contender,
                rate,
                commitMillis,
                delays.getTotalCount(),
                delays.getValueAtPercentile(50),
                delays.getValueAtPercentile(99),
                delays.getValueAtPercentile(99.9),
                delays.getMaxValue(),
                cores,
                faults);
    }
}
