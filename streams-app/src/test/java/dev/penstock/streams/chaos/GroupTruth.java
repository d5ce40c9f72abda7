// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.chaos;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a feature group must come to, worked out by plain arithmetic and with nothing of Penstock. An event is late when
 * its window and the grace are over by the greatest time of the events before it on its own partition, whatever the
 * others have come to.
 */
final class GroupTruth {

    private final Function<Purchase, String> key;
    private final long window;
    private final long grace;
    private final Map<Row, Totals> rows = new HashMap<>();
    private long late;

    /** @param window as {@code grace} in milliseconds */
    GroupTruth(Function<Purchase, String> key, long window, long grace) {
        this.key = key;
        this.window = window;
        this.grace = grace;
    }

    /** @param partitionTime greatest time of the events before this one on its partition; 0 where there is none */
    void count(Purchase event, long partitionTime) {
        long start = event.at() - event.at() % window;
        if (start + window + grace <= partitionTime) {
            late++;
        } else {
            rows.merge(
                    new Row(key.apply(event), start),
                    Totals.of(event.amount()),
                    (sum, one) -> sum.plus(event.amount()));
        }
    }

    /** What the newest rows must say. */
    Map<Row, Totals> rows() {
        return rows;
    }

    /** What the rows of the windows must say that begin before a time. */
    Map<Row, Totals> rowsBefore(long time) {
        return rows.entrySet().stream()
                .filter(row -> row.getKey().windowStart() < time)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** How many events must be set aside. */
    long late() {
        return late;
    }
}
