// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender.dsl;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;

/** What a user did in a window, kept as JSON. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class JsonActivity {

    private int events;
    private int views;
    private int clicks;
    private int purchases;
    private BigDecimal spend = BigDecimal.ZERO;
    private Set<String> items = new HashSet<>();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    JsonActivity add(JsonEvent event) {
        events++;
        switch (event.eventType()) {
            case "view" -> views++;
            case "click" -> clicks++;
            case "purchase" -> {
                purchases++;
                spend = spend.add(event.amount());
            }
            default -> {}
        }
        items.add(event.itemId());
        first = Math.min(first, event.timestamp());
        last = Math.max(last, event.timestamp());
        return this;
    }

    ActivityRow row(String userId, long windowStart, long windowEnd) {
        return new ActivityRow(
                userId, windowStart, windowEnd, events, views, clicks, purchases, spend, items.size(), last - first);
    }
}
