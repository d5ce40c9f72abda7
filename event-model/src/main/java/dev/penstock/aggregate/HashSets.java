// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import java.util.Arrays;

/**
 * Sets of hashes of 64 bits, side by side in one array, so that a hash is found with one memory access or two. Each set
 * is a table with open addressing that its owner knows by its place and its capacity, a power of two, and keeps from
 * becoming full. Not thread-safe.
 */
final class HashSets {

    private static final int FIRST_SLOTS = 1 << 10;

    /** 0 stands where there is none. */
    private long[] slots = {};

    private int end;

    /** The place of a new set. */
    int add(int capacity) {
        int set = end;
        if (capacity > slots.length - end) {
            slots = Arrays.copyOf(
                    slots, Math.max(FIRST_SLOTS, Math.max(Math.addExact(end, capacity), 2 * slots.length)));
        }
        Arrays.fill(slots, set, set + capacity, 0);
        end += capacity;
        return set;
    }

    /**
     * Adds a hash to a set; whether it was not there before.
     *
     * @param hash not 0
     */
    boolean add(long hash, int set, int capacity) {
        int at = indexOf(hash, set, capacity);
        if (slots[at] == hash) {
            return false;
        }
        slots[at] = hash;
        return true;
    }

    /** What stands where a hash is looked for first. */
    long first(long hash, int set, int capacity) {
        return slots[set + ((int) hash & capacity - 1)];
    }

    /** Where it stands, or should. */
    private int indexOf(long hash, int set, int capacity) {
        int mask = capacity - 1;
        int at = (int) hash & mask;
        while (slots[set + at] != 0 && slots[set + at] != hash) {
            at = at + 1 & mask;
        }
        return set + at;
    }

    /** The place of a set with twice the capacity that holds the same; the old one is of no use any more. */
    int grown(int set, int capacity) {
        int twice = add(2 * capacity);
        for (int i = set; i < set + capacity; i++) {
            if (slots[i] != 0) {
                slots[indexOf(slots[i], twice, 2 * capacity)] = slots[i];
            }
        }
        return twice;
    }

    /** Copies the hashes of a set to an array, in no order, from an index on. */
    void copy(int set, int capacity, long[] target, int from) {
        int to = from;
        for (int i = set; i < set + capacity; i++) {
            if (slots[i] != 0) {
                target[to++] = slots[i];
            }
        }
    }

    /** Forgets all sets, and keeps their room for others. */
    void clear() {
        end = 0;
    }

    /** Forgets all sets and gives their room back. */
    void drop() {
        slots = new long[0];
        end = 0;
    }

    /** How much heap they have room in. */
    int heapBytes() {
        return Long.BYTES * slots.length;
    }
}
