// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.WindowStore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Goes through all keys of a window. A window store has the windows of each key next to each other, so the others are
 * to be got past: a few one by one, more by looking for what comes behind them. How long a scan takes depends on how
 * many keys there are, and not on how many of them have the window; so it ends at a deadline and says how far it came.
 */
final class WindowScan {

    /** To look for the next key takes as long as to go past about so many windows. */
    private static final int MOST_STEPS = 8;

    private static final byte[] NO_KEY = {};

    private final GroupTiles group;
    private final WindowStore<byte[], Object> tiles;
    private final WindowQuery question;
    private final long from;
    private final long to;

    /** What was found; {@code reached} is the last key that was looked at. */
    record Found(List<KeyedRow> rows, boolean complete, byte[] reached) {}

    WindowScan(GroupTiles group, WindowStore<byte[], Object> tiles, WindowQuery question) {
        this.group = group;
        this.tiles = tiles;
        this.question = question;
        this.from = Math.max(0, Segment.start(group.group(), question.window()));
        this.to = Segment.end(group.group(), question.window());
    }

    /** The first rows in the order of keys. */
    Found first(Deadline deadline) {
        List<KeyedRow> rows = new ArrayList<>();
        return scan(
                deadline,
                (key, tile) -> {
                    rows.add(group.row(key, question.window(), tile));
                    return rows.size() < question.limit();
                },
                rows);
    }

    /**
     * The rows with the greatest values of a column, in no order.
     *
     * @throws dev.penstock.streams.http.problem.ProblemException if it is not done by the deadline
     */
    Found top(Deadline deadline) {
        var best = new PriorityQueue<KeyedRow>(Comparator.comparing(KeyedRow::rank));
        Found end = scan(
                deadline,
                (key, tile) -> {
                    group.number(question.top(), tile).ifPresent(rank -> {
                        if (best.size() < question.limit()
                                || rank.compareTo(best.peek().rank()) > 0) {
                            best.add(group.ranked(key, question.window(), tile, rank));
                        }
                        if (best.size() > question.limit()) {
                            best.remove();
                        }
                    });
                    return true;
                },
                List.of());
        if (!end.complete()) {
            throw Deadline.problem().exception();
        }
        return new Found(List.copyOf(best), true, NO_KEY);
    }

    private interface Taker {
        /** Whether to go on. */
        boolean take(byte[] key, byte[] tile);
    }

    private Found scan(Deadline deadline, Taker taker, List<KeyedRow> rows) {
        byte[] key = question.after();
        KeyValueIterator<Windowed<byte[]>, Object> entries =
                question.resumed() ? openBehind(key) : tiles.fetch(null, null, from, to);
        try {
            boolean first = true;
            int steps = 0;
            while (entries.hasNext()) {
                byte[] next = entries.peekNextKey().key();
                if (!first && Arrays.equals(next, key)) {
                    if (++steps > MOST_STEPS && firstZero(key) == key.length) {
                        entries.close();
                        entries = openBehindPlain(key);
                    } else {
                        entries.next();
                    }
                    continue;
                }
                if (!first && deadline.passed()) {
                    return new Found(rows, false, key);
                }
                key = next;
                first = false;
                steps = 0;
                if (!takes(key, taker)) {
                    return new Found(rows, false, key);
                }
            }
            return new Found(rows, true, NO_KEY);
        } finally {
            entries.close();
        }
    }

    private boolean takes(byte[] key, Taker taker) {
        if (!group.isEntityKey(key)) {
            return true;
        }
        Object stored = tiles.fetch(key, question.window());
        return stored == null || taker.take(key, group.tile(stored));
    }

    /** Everything of the segment that lies behind a key's windows. */
    private KeyValueIterator<Windowed<byte[]>, Object> openBehind(byte[] key) {
        int cut = firstZero(key);
        if (cut == key.length) {
            return openBehindPlain(key);
        }
        // Keys that this one continues can come behind it, and a store asked for keys from this one on leaves them out.
        KeyValueIterator<Windowed<byte[]>, Object> entries =
                tiles.fetch(cut == 0 ? null : Arrays.copyOf(key, cut), null, from, to);
        byte[] behind = KeyOrder.at(key, to);
        while (entries.hasNext() && Arrays.compareUnsigned(place(entries.peekNextKey()), behind) <= 0) {
            entries.next();
        }
        return entries;
    }

    /**
     * The key with a later time than any of its windows behind it, taken for a key, comes next in the order of the store.
     * What that could jump over is no UTF-8 and so no key, for windows since 2022, and before that a key made to look like
     * another one with a time.
     */
    private KeyValueIterator<Windowed<byte[]>, Object> openBehindPlain(byte[] key) {
        return tiles.fetch(KeyOrder.at(key, to), null, from, to);
    }

    private static byte[] place(Windowed<byte[]> entry) {
        return KeyOrder.at(entry.key(), entry.window().start());
    }

    /** Where a key has its first zero byte; its length if it has none. */
    private static int firstZero(byte[] key) {
        int at = 0;
        while (at < key.length && key[at] != 0) {
            at++;
        }
        return at;
    }
}
