// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a column has to be: between two bounds, which are the same where the value is exact. */
record Expectation(BigDecimal least, BigDecimal most) {

    /** Up to here a count of different values has to be exact. */
    private static final int EXACT_DISTINCT = 150;

    /** Beyond, 95 of 100 estimates are within 2 %; of 100,000 the worst is within four times as much. */
    private static final BigDecimal DISTINCT_SPREAD = new BigDecimal("0.08");

    static Expectation exactly(long value) {
        return exactly(BigDecimal.valueOf(value));
    }

    static Expectation exactly(BigDecimal value) {
        return new Expectation(value, value);
    }

    static Expectation distinct(int values) {
        var exact = BigDecimal.valueOf(values);
        var margin = values <= EXACT_DISTINCT
                ? BigDecimal.ZERO
                : exact.multiply(DISTINCT_SPREAD).setScale(0, RoundingMode.UP);
        return new Expectation(exact.subtract(margin), exact.add(margin));
    }

    boolean holds(BigDecimal value) {
        return least.compareTo(value) <= 0 && value.compareTo(most) <= 0;
    }

    @Override
    public String toString() {
        return least.compareTo(most) == 0
                ? least.toPlainString()
                : least.toPlainString() + " to " + most.toPlainString();
    }
}
