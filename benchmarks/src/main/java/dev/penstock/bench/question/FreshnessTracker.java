// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.truth.RowKey;
import org.HdrHistogram.Histogram;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Pairs events with the rows in which they are seen. Events of a user reach Penstock in the order in which they are
 * sent, so a row that counts n events of a user and window shows the first n of them. An event's delay begins at the
 * moment at which it was due to be sent, not at which it was: a sender that is held up does not hide the delay (no
 * coordinated omission). Safe for use by several threads.
 */
final class FreshnessTracker {

    private static final long WINDOW_MILLIS = 60_000;
    private static final int DIGITS = 3;

    private final Map<RowKey, Sent> pending = new HashMap<>();
    private final Histogram delays = new Histogram(DIGITS);
    private long from = Long.MAX_VALUE;
    private long to = Long.MAX_VALUE;
    private long unseen;
    private long latestDue = Long.MIN_VALUE;

    /** Due times of the events of a user in a window. */
    private static final class Sent {
        private long[] due = new long[8];
        private int sent;
        private int seen;

        void add(long time) {
            if (sent == due.length) {
                due = Arrays.copyOf(due, 2 * sent);
            }
            due[sent++] = time;
        }
    }

    /**
     * Says which events count: those that are due in this time. To be said before any of them is sent.
     *
     * @param from epoch milliseconds, inclusive
     * @param to epoch milliseconds, exclusive
     */
    synchronized void measure(long from, long to) {
        this.from = from;
        this.to = to;
    }

    /**
     * An event is about to be sent.
     *
     * @param due when it happens and is to be sent, epoch milliseconds
     */
    synchronized void sent(String user, long due) {
        pending.computeIfAbsent(new RowKey(user, due - due % WINDOW_MILLIS), key -> new Sent())
                .add(due);
        latestDue = due;
        if (counts(due)) {
            unseen++;
        }
    }

    /**
     * A row is visible.
     *
     * @param events that it counts
     * @param now epoch milliseconds
     */
    synchronized void seen(RowKey key, long events, long now) {
        Sent sent = pending.get(key);
        while (sent != null && sent.seen < Math.min(events, sent.sent)) {
            long due = sent.due[sent.seen++];
            if (counts(due)) {
                delays.recordValue(Math.max(0, now - due));
                unseen--;
            }
        }
    }

    private boolean counts(long due) {
        return due >= from && due < to;
    }

    /** Whether every event that counts was sent. */
    synchronized boolean allSent() {
        return latestDue >= to;
    }

    /** How many events that count were sent and not seen so far. */
    synchronized long unseen() {
        return unseen;
    }

    /** Of the events that count and were seen, in milliseconds. */
    synchronized Histogram delays() {
        return delays.copy();
    }
}
