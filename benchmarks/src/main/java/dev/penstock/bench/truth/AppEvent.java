// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import java.math.BigDecimal;

/**
 * What somebody did in the app, with no more than what user activity is computed from.
 *
 * @param amount 0 where the event has none
 * @param timestamp epoch milliseconds
 */
public record AppEvent(String userId, String eventType, String itemId, BigDecimal amount, long timestamp) {

    public boolean isView() {
        return eventType.equals("view");
    }

    public boolean isClick() {
        return eventType.equals("click");
    }

    public boolean isPurchase() {
        return eventType.equals("purchase");
    }
}
