// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.chaos;

import java.math.BigDecimal;

/** What a row must say. Sums are equal if their values are, whatever their digits. */
record Totals(long events, BigDecimal spend) {

    static Totals of(BigDecimal amount) {
        return new Totals(1, amount);
    }

    Totals plus(BigDecimal amount) {
        return new Totals(events + 1, spend.add(amount));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Totals totals && events == totals.events && spend.compareTo(totals.spend) == 0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(events);
    }
}
