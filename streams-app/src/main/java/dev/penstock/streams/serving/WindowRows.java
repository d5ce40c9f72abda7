// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The rows of a window over all partitions.
 *
 * @param rows in the order that was asked for
 * @param complete whether there are no more behind them
 * @param reached if there are: the key behind which the next page begins
 */
public record WindowRows(List<KeyedRow> rows, boolean complete, byte[] reached) {

    private static final byte[] NO_KEY = {};

    public WindowRows {
        rows = List.copyOf(rows);
    }

    /** Puts the parts of all partitions together. */
    public static WindowRows of(WindowQuery question, List<WindowResult> parts) {
        return question.top().isEmpty() ? first(question, parts) : top(question, parts);
    }

    private static WindowRows top(WindowQuery question, List<WindowResult> parts) {
        Comparator<KeyedRow> greatestFirst =
                Comparator.comparing(KeyedRow::rank).reversed();
        List<KeyedRow> rows = parts.stream()
                .flatMap(part -> part.rows().stream())
                .sorted(greatestFirst.thenComparing(byKey(question)))
                .limit(question.limit())
                .toList();
        return new WindowRows(rows, true, NO_KEY);
    }

    private static WindowRows first(WindowQuery question, List<WindowResult> parts) {
        // Behind the key where the slowest of them stopped, rows of it may be missing.
        Comparator<byte[]> order = (one, other) -> KeyOrder.compare(one, other, question.window());
        List<byte[]> stops = parts.stream()
                .filter(part -> !part.complete())
                .map(WindowResult::reached)
                .sorted(order)
                .limit(1)
                .toList();
        Predicate<KeyedRow> isSure = entry -> stops.stream().allMatch(stop -> order.compare(entry.key(), stop) <= 0);
        List<KeyedRow> sure = parts.stream()
                .flatMap(part -> part.rows().stream())
                .filter(isSure)
                .sorted(byKey(question))
                .toList();
        List<KeyedRow> rows = new ArrayList<>(sure.subList(0, Math.min(sure.size(), question.limit())));
        // A page that ended between two rows of the same key, from two partitions, would lose the second one.
        while (rows.size() < sure.size()
                && order.compare(
                                sure.get(rows.size()).key(),
                                rows.get(rows.size() - 1).key())
                        == 0) {
            rows.add(sure.get(rows.size()));
        }
        if (rows.size() < sure.size()) {
            return new WindowRows(rows, false, rows.get(rows.size() - 1).key());
        }
        return stops.isEmpty() ? new WindowRows(rows, true, NO_KEY) : new WindowRows(rows, false, stops.get(0));
    }

    private static Comparator<KeyedRow> byKey(WindowQuery question) {
        return (one, other) -> KeyOrder.compare(one.key(), other.key(), question.window());
    }
}
