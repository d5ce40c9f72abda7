// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import java.util.Arrays;

/**
 * Reads a delta as it goes from combine to merge: the start of its window, how many events it is made of, and a tile.
 * Not thread-safe.
 */
final class Delta {

    private final TileReader in = new TileReader();
    private byte[] bytes;
    private long window;
    private long events;
    private int tileFrom;

    static void writeHead(long window, long events, TileWriter out) {
        out.fixedLong(window);
        out.unsigned(events);
    }

    /** Turns to another delta. */
    void read(byte[] value) {
        bytes = value;
        in.reset(value, 0, value.length);
        window = in.fixedLong();
        events = in.count();
        tileFrom = in.position();
    }

    /** Start of the window in epoch milliseconds. */
    long window() {
        return window;
    }

    long events() {
        return events;
    }

    /** What holds the tile, from {@link #tileFrom} to its end. */
    byte[] bytes() {
        return bytes;
    }

    byte[] tile() {
        return Arrays.copyOfRange(bytes, tileFrom, bytes.length);
    }

    int tileFrom() {
        return tileFrom;
    }
}
