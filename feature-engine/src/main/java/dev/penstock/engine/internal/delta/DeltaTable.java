// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.delta;

import dev.penstock.aggregate.delta.DeltaStates;
import dev.penstock.engine.internal.memory.Budget;

import java.util.Arrays;

/**
 * Deltas of one group by entity key and window: an open-addressing table over flat arrays, so that finding a delta that
 * is there allocates nothing and touches few cache lines. Deltas are numbered in the order in which they were met.
 */
public final class DeltaTable extends DeltaStates {

    private static final int FIRST_CAPACITY = 64;

    private static final int LONGS_IN_CACHE_LINE = 8;

    private static final long UPPER_HALF = 0xFFFF_FFFF_0000_0000L;

    /** 2^64 divided by the golden ratio, which spreads neighbouring windows (Knuth's multiplicative hashing). */
    private static final long GOLDEN_RATIO = 0x9E37_79B9_7F4A_7C15L;

    /** The multiplier of degski's mixer of 64 bits. */
    private static final long MIX_MULTIPLIER = 0xD6E8_FEB8_6659_FD93L;

    private final long[] blank;
    private final int objectsPerDelta;
    private final Budget budget;

    /** The upper half of the hash and the number of a delta plus 1; 0 where there is none. Twice the capacity or more. */
    private long[] index = new long[2 * FIRST_CAPACITY];

    private byte[] keys = new byte[16 * FIRST_CAPACITY];
    private int keysEnd;
    private int size;

    /** The part of the budget that deltas take, objects apart. */
    private long deltaBytes;

    private long objectBytes;

    /** Where prefetched values go, so that the JIT compiler doesn't drop the reads as useless. */
    private long prefetchSink;

    /**
     * @param blank what the longs of a delta hold before its first event
     * @param budget shared with the other tables of a task
     */
    public DeltaTable(long[] blank, int objectsPerDelta, Budget budget) {
        super(blank.length, objectsPerDelta, FIRST_CAPACITY);
        this.blank = blank;
        this.objectsPerDelta = objectsPerDelta;
        this.budget = budget;
    }

    public int size() {
        return size;
    }

    /**
     * Reads the deltas of some keys and windows ahead of {@link #find}, so that the processor's cache holds them then.
     * The reads do not depend on each other: the processor has many under way at once, where {@code find} and what
     * follows would wait for one after the other.
     *
     * @param keyHashes as {@link KeyBytes#hash}
     * @param found gets the number of each delta, which may be that of another key with a similar hash, or {@link #NONE}
     */
    public void prefetch(long[] keyHashes, long[] windows, int[] found, int count) {
        int mask = index.length - 1;
        for (int i = 0; i < count; i++) {
            found[i] = (int) index[(int) hash(keyHashes[i], windows[i]) & mask] - 1;
        }
        long[] longs = longs();
        for (int i = 0; i < count; i++) {
            if (found[i] != NONE) {
                int first = longOffset(found[i]);
                for (int at = 0; at < blank.length; at += LONGS_IN_CACHE_LINE) {
                    prefetchSink += longs[first + at];
                }
                prefetchSink += longs[first + blank.length - 1];
            }
        }
        for (int i = 0; i < count; i++) {
            if (found[i] != NONE) {
                prefetchSink += keys[(int) (longs[longOffset(found[i]) + KEY] >>> Integer.SIZE)];
            }
        }
    }

    private static long hash(long keyHash, long window) {
        return mix(keyHash ^ window * GOLDEN_RATIO);
    }

    /**
     * The delta of this key and window; a blank one where there was none.
     *
     * @param keyBytes what holds the key
     */
    public int find(KeyBytes key, byte[] keyBytes, long window) {
        long hash = hash(key.hash(), window);
        long tag = hash & UPPER_HALF;
        int mask = index.length - 1;
        int at = (int) hash & mask;
        for (long found = index[at]; found != 0; found = index[at]) {
            if ((found & UPPER_HALF) == tag && is((int) found - 1, key, keyBytes, window)) {
                return (int) found - 1;
            }
            at = at + 1 & mask;
        }
        index[at] = tag | size + 1;
        return add(key, keyBytes, window);
    }

    private static long mix(long hash) {
        long mixed = (hash ^ hash >>> 32) * MIX_MULTIPLIER;
        return mixed ^ mixed >>> 32;
    }

    private boolean is(int delta, KeyBytes key, byte[] keyBytes, long window) {
        int first = longOffset(delta);
        long place = longs()[first + KEY];
        int from = (int) (place >>> Integer.SIZE);
        return longs()[first + WINDOW] == window
                && Arrays.equals(keys, from, from + (int) place, keyBytes, key.from(), key.to());
    }

    private int add(KeyBytes key, byte[] keyBytes, long window) {
        int delta = size++;
        int length = key.to() - key.from();
        ensure(delta);
        if (length > keys.length - keysEnd) {
            keys = Arrays.copyOf(keys, Math.max(Math.addExact(keysEnd, length), 2 * keys.length));
        }
        System.arraycopy(keyBytes, key.from(), keys, keysEnd, length);
        int first = longOffset(delta);
        System.arraycopy(blank, 0, longs(), first, blank.length);
        longs()[first + WINDOW] = window;
        longs()[first + KEY] = (long) keysEnd << Integer.SIZE | length;
        keysEnd += length;
        int bytes = length + Long.BYTES * (blank.length + objectsPerDelta + 2);
        deltaBytes += bytes;
        budget.take(1, bytes);
        if (2 * size > index.length) {
            growIndex();
        }
        return delta;
    }

    private void growIndex() {
        long[] old = index;
        index = new long[2 * old.length];
        int mask = index.length - 1;
        for (long entry : old) {
            if (entry != 0) {
                int at = home((int) entry - 1) & mask;
                while (index[at] != 0) {
                    at = at + 1 & mask;
                }
                index[at] = entry;
            }
        }
    }

    /** The lower half of a delta's hash, which the index doesn't hold. */
    private int home(int delta) {
        int first = longOffset(delta);
        long place = longs()[first + KEY];
        int from = (int) (place >>> Integer.SIZE);
        long keyHash = KeyBytes.hash(keys, from, from + (int) place);
        return (int) hash(keyHash, longs()[first + WINDOW]);
    }

    @Override
    public void account(int bytes) {
        objectBytes += bytes;
        budget.take(0, bytes);
    }

    public byte[] key(int delta) {
        long place = longs()[longOffset(delta) + KEY];
        int from = (int) (place >>> Integer.SIZE);
        return Arrays.copyOfRange(keys, from, from + (int) place);
    }

    public long window(int delta) {
        return longs()[longOffset(delta) + WINDOW];
    }

    /** Forgets all deltas. Their objects stay where they are, for the next deltas of the same numbers. */
    public void clear() {
        Arrays.fill(index, 0);
        budget.giveBack(size, deltaBytes);
        size = 0;
        keysEnd = 0;
        deltaBytes = 0;
    }

    /** Lets the objects go that were kept for the next deltas; to be called while there is no delta. */
    public void dropObjects() {
        Arrays.fill(objects(), null);
        budget.giveBack(0, objectBytes);
        objectBytes = 0;
    }
}
