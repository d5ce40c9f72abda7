// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import java.math.BigDecimal;

/**
 * What a reader that keeps no state can still be checked by.
 *
 * @param timestamps the sum of all of them
 */
public record Tally(long events, long purchases, BigDecimal spend, long timestamps) {

    public static final Tally NONE = new Tally(0, 0, BigDecimal.ZERO, 0);

    public Tally plus(Tally other) {
        return new Tally(
                events + other.events,
                purchases + other.purchases,
                spend.add(other.spend),
                timestamps + other.timestamps);
    }

    /** Whether the two say the same; 0.10 is as much as 0.1. */
    public boolean agrees(Tally other) {
        return events == other.events
                && purchases == other.purchases
                && spend.compareTo(other.spend) == 0
                && timestamps == other.timestamps;
    }
}
