// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.runs;

import java.util.List;

/**
 * What stands in the records of a run, or in one record that stands for itself. Good for as long as the run is processed,
 * see {@link RunBufferPool}.
 *
 * @param events in the order of the records
 * @param buffer where they stand
 */
public record EventRun(List<EventRecord> events, RunBuffer buffer) {

    /** Where the events of a record end, of which some records have several. */
    public static int endOfRecord(List<EventRecord> events, int from) {
        int to = from + 1;
        while (to < events.size()
                && events.get(to).sourceRecord().record()
                        == events.get(from).sourceRecord().record()) {
            to++;
        }
        return to;
    }
}
