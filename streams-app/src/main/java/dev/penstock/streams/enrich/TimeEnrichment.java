// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import dev.penstock.streams.json.IsoTimeWriter;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** When the event happened, and when it was processed. */
final class TimeEnrichment implements Enrichment {

    private static final long MILLIS_PER_HOUR = TimeUnit.HOURS.toMillis(1);

    private final IsoTimeWriter eventTime = new IsoTimeWriter();
    private final IsoTimeWriter processedAt = new IsoTimeWriter();
    private final Clock clock;

    TimeEnrichment(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<ValueWriter> writers() {
        return List.of(
                (in, out) -> eventTime.write(in.event().timestamp(), out),
                (in, out) -> out.number(in.event().timestamp() / MILLIS_PER_HOUR % 24),
                (in, out) -> processedAt.write(clock.millis(), out));
    }
}
