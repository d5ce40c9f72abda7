// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import java.math.BigDecimal;

/** Adds up a {@link Tally}. Not safe for several threads. */
public final class TallyCounter {

    private long events;
    private long purchases;
    private BigDecimal spend = BigDecimal.ZERO;
    private long timestamps;

    /** Counts an event of which no more is known. */
    public void add() {
        events++;
    }

    /** @param amount is not looked at unless the event is a purchase */
    public void add(boolean purchase, BigDecimal amount, long timestamp) {
        events++;
        timestamps += timestamp;
        if (purchase) {
            purchases++;
            spend = spend.add(amount);
        }
    }

    public Tally tally() {
        return new Tally(events, purchases, spend, timestamps);
    }
}
