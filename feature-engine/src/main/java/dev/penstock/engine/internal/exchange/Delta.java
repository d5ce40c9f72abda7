// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.exchange;

import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.codec.TileWriter;

import java.util.Arrays;

/**
 * Reads a delta as it goes from combine to merge: the start of its window, how many events it is made of, and a tile.
 * Not thread-safe.
 */
public final class Delta {

    private final TileReader in = new TileReader();
    private byte[] bytes;
    private long window;
    private long events;
    private int tileFrom;

    public static void writeHead(long window, long events, TileWriter out) {
        out.fixedLong(window);
        out.unsigned(events);
    }

    /** Turns to another delta. */
    public void read(byte[] value) {
        bytes = value;
        in.reset(value, 0, value.length);
        window = in.fixedLong();
        events = in.count();
        tileFrom = in.position();
    }

    /** Start of the window in epoch milliseconds. */
    public long window() {
        return window;
    }

    public long events() {
        return events;
    }

    /** What holds the tile, from {@link #tileFrom} to its end. */
    public byte[] bytes() {
        return bytes;
    }

    public byte[] tile() {
        return Arrays.copyOfRange(bytes, tileFrom, bytes.length);
    }

    public int tileFrom() {
        return tileFrom;
    }
}
