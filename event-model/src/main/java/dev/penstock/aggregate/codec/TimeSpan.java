// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate.codec;

/**
 * From the first to the last of some event times. Written: whether there is a time, and if so the first and how many
 * milliseconds the last is behind it.
 */
public final class TimeSpan {

    private TimeSpan() {}

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

    public static void skip(TileReader in) {
        if (in.flag()) {
            in.signed();
            in.count();
        }
    }
}
