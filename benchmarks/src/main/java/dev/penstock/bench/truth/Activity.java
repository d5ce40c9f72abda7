// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;

/** What a user did in a window. */
final class Activity implements ExpectedRow {

    private int events;
    private int views;
    private int clicks;
    private int purchases;
    private BigDecimal spend = BigDecimal.ZERO;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /** Sorted up to {@link #itemCount}: a set of boxes for each user and window would not fit into memory. */
    private int[] items = new int[4];

    private int itemCount;

    /** @param item a number that stands for the event's item */
    void add(AppEvent event, int item) {
        events++;
        views += event.isView() ? 1 : 0;
        clicks += event.isClick() ? 1 : 0;
        if (event.isPurchase()) {
            purchases++;
            spend = spend.add(event.amount());
        }
        first = Math.min(first, event.timestamp());
        last = Math.max(last, event.timestamp());
        addItem(item);
    }

    private void addItem(int item) {
        int found = Arrays.binarySearch(items, 0, itemCount, item);
        if (found >= 0) {
            return;
        }
        int at = -found - 1;
        if (itemCount == items.length) {
            items = Arrays.copyOf(items, 2 * itemCount);
        }
        System.arraycopy(items, at, items, at + 1, itemCount - at);
        items[at] = item;
        itemCount++;
    }

    @Override
    public ExpectedRow plus(ExpectedRow other) {
        var more = (Activity) other;
        var sum = new Activity();
        sum.events = events + more.events;
        sum.views = views + more.views;
        sum.clicks = clicks + more.clicks;
        sum.purchases = purchases + more.purchases;
        sum.spend = spend.add(more.spend);
        sum.first = Math.min(first, more.first);
        sum.last = Math.max(last, more.last);
        sum.items = Arrays.copyOf(items, items.length);
        sum.itemCount = itemCount;
        for (int i = 0; i < more.itemCount; i++) {
            sum.addItem(more.items[i]);
        }
        return sum;
    }

    @Override
    public Map<String, Expectation> columns() {
        return Map.of(
                "events_1m", Expectation.exactly(events),
                "views_1m", Expectation.exactly(views),
                "clicks_1m", Expectation.exactly(clicks),
                "purchases_1m", Expectation.exactly(purchases),
                "total_spend", Expectation.exactly(spend),
                "items_1m", Expectation.distinct(itemCount),
                "session_duration", Expectation.exactly(last - first));
    }
}
