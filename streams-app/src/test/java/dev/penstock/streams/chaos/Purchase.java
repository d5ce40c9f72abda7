// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.chaos;

import java.math.BigDecimal;

/**
 * An event.
 *
 * @param id its own where that matters
 * @param at when, in epoch milliseconds
 */
record Purchase(long id, int user, int item, BigDecimal amount, long at) {

    String userKey() {
        return "user-" + user;
    }

    String itemKey() {
        return "item-" + item;
    }

    String json() {
        return "{\"id\":%d,\"user\":\"%s\",\"item\":\"%s\",\"amount\":%s,\"at\":%d}"
                .formatted(id, userKey(), itemKey(), amount, at);
    }
}
