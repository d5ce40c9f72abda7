// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import java.math.BigDecimal;
import java.util.Map;

/** What was sold of an item in a window in which somebody at least looked at it. */
final class Sales implements ExpectedRow {

    private BigDecimal revenue = BigDecimal.ZERO;
    private int orders;

    void add(AppEvent event) {
        if (event.isPurchase()) {
            revenue = revenue.add(event.amount());
            orders++;
        }
    }

    @Override
    public ExpectedRow plus(ExpectedRow other) {
        var more = (Sales) other;
        var sum = new Sales();
        sum.revenue = revenue.add(more.revenue);
        sum.orders = orders + more.orders;
        return sum;
    }

    @Override
    public Map<String, Expectation> columns() {
        return Map.of("revenue", Expectation.exactly(revenue), "orders", Expectation.exactly(orders));
    }
}
