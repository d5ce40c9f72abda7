// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.codec;

/** From the first to the last of some event times. Mutable, not thread-safe. */
public final class TimeSpan {

    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    public boolean isEmpty() {
        return first > last;
    }

    /** Meaningless while the span is empty. */
    public long first() {
        return first;
    }

    /** Meaningless while the span is empty. */
    public long last() {
        return last;
    }

    /** In milliseconds; 0 for an empty span. */
    public long length() {
        return isEmpty() ? 0 : last - first;
    }

    public void add(long time) {
        first = Math.min(first, time);
        last = Math.max(last, time);
    }

    public void add(TimeSpan other) {
        first = Math.min(first, other.first);
        last = Math.max(last, other.last);
    }

    public void write(TileWriter out) {
        write(first, last, out);
    }

    /** Writes the span between these times; an empty one where the first is the later. */
    public static void write(long first, long last, TileWriter out) {
        out.flag(first <= last);
        if (first <= last) {
            out.signed(first);
            out.unsigned(last - first);
        }
    }

    /** Reads both and writes the span from the first to the last of both. */
    public static void merge(TileReader one, TileReader other, TileWriter out) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        if (one.flag()) {
            first = one.signed();
            last = one.spanEnd(first);
        }
        if (other.flag()) {
            long otherFirst = other.signed();
            first = Math.min(first, otherFirst);
            last = Math.max(last, other.spanEnd(otherFirst));
        }
        write(first, last, out);
    }

    public static TimeSpan read(TileReader in) {
        var span = new TimeSpan();
        if (in.flag()) {
            long first = in.signed();
            span.add(first);
            span.add(in.spanEnd(first));
        }
        return span;
    }
}
