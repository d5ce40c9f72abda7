// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender.dsl;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import com.dynatrace.hash4j.hashing.Hashing;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How many different items: their hashes while they are few, a sketch of 8 KiB with a standard error of 0.8 % once they
 * are not, as for the users of a bot. The exact set of those would be written again for each of their events.
 */
final class DistinctItems {

    private static final int MOST_HASHES = 150;
    private static final int SKETCH = -1;
    private static final int PRECISION = 13;

    private long[] hashes = new long[8];
    private int size;
    private UltraLogLog sketch;

    void add(String item) {
        long hash = Hashing.xxh3_64().hashCharsToLong(item);
        if (sketch != null) {
            sketch.add(hash);
            return;
        }
        int found = Arrays.binarySearch(hashes, 0, size, hash);
        if (found < 0) {
            insert(hash, -found - 1);
        }
    }

    private void insert(long hash, int at) {
        if (size == MOST_HASHES) {
            sketch = UltraLogLog.create(PRECISION);
            for (long known : hashes) {
                sketch.add(known);
            }
            sketch.add(hash);
            return;
        }
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.min(MOST_HASHES, 2 * size));
        }
        System.arraycopy(hashes, at, hashes, at + 1, size - at);
        hashes[at] = hash;
        size++;
    }

    long count() {
        return sketch == null ? size : Math.round(sketch.getDistinctCountEstimate());
    }

    /** In bytes. */
    int length() {
        return Integer.BYTES + (sketch == null ? size * Long.BYTES : sketch.getState().length);
    }

    void write(ByteBuffer out) {
        if (sketch != null) {
            out.putInt(SKETCH).put(sketch.getState());
            return;
        }
        out.putInt(size);
        for (int i = 0; i < size; i++) {
            out.putLong(hashes[i]);
        }
    }

    static DistinctItems read(ByteBuffer in) {
        var items = new DistinctItems();
        int size = in.getInt();
        if (size == SKETCH) {
            byte[] state = new byte[1 << PRECISION];
            in.get(state);
            items.sketch = UltraLogLog.wrap(state);
            return items;
        }
        items.size = size;
        items.hashes = new long[Math.max(size, 8)];
        for (int i = 0; i < size; i++) {
            items.hashes[i] = in.getLong();
        }
        return items;
    }
}
