// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.codec.TileWriter;

/** Merges written states of one aggregate. Not thread-safe: it may keep buffers. */
@FunctionalInterface
public interface StateMerger {

    /** Reads a state from each and writes the state of what both gathered. */
    void merge(TileReader one, TileReader other, TileWriter out);

    /** Writes what was read of a tile since {@code from}. */
    static void copy(TileReader in, int from, TileWriter out) {
        out.bytes(in.buffer(), from, in.position());
    }
}
