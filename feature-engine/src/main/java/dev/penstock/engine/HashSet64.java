// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * A set of hashes of 64 bits: open addressing, so that one is found with one memory access or two. It is never more than
 * three quarters full. Not thread-safe.
 */
final class HashSet64 {

    private static final int FIRST_CAPACITY = 32;
    private static final int OBJECT_BYTES = 48;

    /** A power of two; 0 stands where there is none. */
    private long[] hashes = new long[FIRST_CAPACITY];

    private int size;
    private boolean hasZero;

    /** Whether it was not there before. */
    boolean add(long hash) {
        if (hash == 0) {
            boolean isNew = !hasZero;
            hasZero = true;
            return isNew;
        }
        int at = indexOf(hash);
        if (hashes[at] == hash) {
            return false;
        }
        hashes[at] = hash;
        size++;
        if (4 * size > 3 * hashes.length) {
            grow();
        }
        return true;
    }

    /** Where it stands, or should. */
    private int indexOf(long hash) {
        int mask = hashes.length - 1;
        int at = (int) hash & mask;
        while (hashes[at] != 0 && hashes[at] != hash) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        long[] old = hashes;
        hashes = new long[2 * old.length];
        for (long hash : old) {
            if (hash != 0) {
                hashes[indexOf(hash)] = hash;
            }
        }
    }

    void clear() {
        Arrays.fill(hashes, 0);
        size = 0;
        hasZero = false;
    }

    /** In no order. */
    void forEach(LongConsumer consumer) {
        if (hasZero) {
            consumer.accept(0);
        }
        for (long hash : hashes) {
            if (hash != 0) {
                consumer.accept(hash);
            }
        }
    }

    /** All of them, in no order, to the beginning of an array that is long enough. */
    void copyTo(long[] target) {
        int to = 0;
        if (hasZero) {
            target[to++] = 0;
        }
        for (long hash : hashes) {
            if (hash != 0) {
                target[to++] = hash;
            }
        }
    }

    /** About how much heap it takes. */
    int heapBytes() {
        return OBJECT_BYTES + Long.BYTES * hashes.length;
    }
}
