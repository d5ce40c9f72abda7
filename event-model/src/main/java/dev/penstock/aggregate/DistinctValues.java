// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.TileFormatException;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.codec.TileWriter;

import java.util.Arrays;

/**
 * How many different values: the 64-bit hashes of up to {@link #MAX_EXACT} of them, beyond that a {@link Sketch} fed with
 * all the hashes. Which of the two it is, every bit of it and so the estimate follow from the set of values alone.
 */
final class DistinctValues {

    static final int MAX_EXACT = 150;

    /** Sorted up to {@link #size}; of no meaning once there is a sketch. */
    private long[] hashes = new long[4];

    private int size;

    /** Null up to {@link #MAX_EXACT} values. */
    private Sketch sketch;

    void add(long hash) {
        if (sketch != null) {
            sketch.add(hash);
            return;
        }
        int at = SortedHashes.indexOf(hash, hashes, size);
        if (at == size || hashes[at] != hash) {
            insert(hash, at);
        }
    }

    private void insert(long hash, int at) {
        if (size == MAX_EXACT) {
            startSketch();
            sketch.add(hash);
            return;
        }
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.min(MAX_EXACT, 2 * size));
        }
        System.arraycopy(hashes, at, hashes, at + 1, size - at);
        hashes[at] = hash;
        size++;
    }

    private void startSketch() {
        sketch = new Sketch();
        for (int i = 0; i < size; i++) {
            sketch.add(hashes[i]);
        }
    }

    /** Takes what another one was given; that may be this one, and stays as it is. */
    void add(DistinctValues other) {
        if (other.sketch == null) {
            // A copy of the size: merging a state into itself adds nothing.
            for (int i = 0, n = other.size; i < n; i++) {
                add(other.hashes[i]);
            }
            return;
        }
        if (sketch == null) {
            startSketch();
        }
        sketch.add(other.sketch);
    }

    void write(TileWriter out) {
        if (sketch == null) {
            out.unsigned(size);
            for (int i = 0; i < size; i++) {
                out.fixedLong(hashes[i]);
            }
        } else {
            sketch.write(out);
        }
    }

    void read(TileReader in) {
        long count = in.count();
        if (count > Sketch.SPARSE) {
            throw tooMany(count, in);
        } else if (count > MAX_EXACT) {
            sketch = new Sketch();
            sketch.read(count, in);
        } else {
            readHashes((int) count, in);
        }
    }

    private void readHashes(int count, TileReader in) {
        sketch = null;
        hashes = new long[Math.max(4, count)];
        for (size = 0; size < count; size++) {
            hashes[size] = in.fixedLong();
            if (size > 0 && hashes[size - 1] >= hashes[size]) {
                throw in.wrong("expected distinct values in ascending order of their hashes");
            }
        }
    }

    /** How many bytes follow what is read here. */
    static long writtenBytes(TileReader in) {
        long count = in.count();
        if (count > Sketch.SPARSE) {
            throw tooMany(count, in);
        }
        return count > MAX_EXACT ? Sketch.writtenBytes(count, in) : count * Long.BYTES;
    }

    private static TileFormatException tooMany(long count, TileReader in) {
        return in.wrong("expected at most " + MAX_EXACT + " distinct values or a sketch, found " + count);
    }

    /** About how much heap the state takes. */
    int heapBytes() {
        return 48 + Long.BYTES * hashes.length + (sketch == null ? 0 : sketch.heapBytes());
    }
}
