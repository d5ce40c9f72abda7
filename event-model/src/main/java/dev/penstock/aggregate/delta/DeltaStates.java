// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate.delta;

import java.util.Arrays;

/**
 * The states of deltas in flat arrays: of each delta a run of longs, starting with {@link #WINDOW}, {@link #EVENTS},
 * {@link #FIRST_TIME} and {@link #LAST_TIME}, and a run of objects for what has no fixed size. Deltas are numbered from 0
 * on. Not thread-safe.
 */
public abstract class DeltaStates {

    /** In the place of the number of a delta. */
    public static final int NONE = -1;

    public static final int WINDOW = 0;
    public static final int EVENTS = 1;
    public static final int FIRST_TIME = 2;
    public static final int LAST_TIME = 3;

    /** Of whoever finds deltas by their key. */
    public static final int KEY = 4;

    /** The first that a column can have. */
    public static final int COLUMNS = 5;

    private final int longsPerDelta;
    private final int objectsPerDelta;
    private long[] longs;
    private Object[] objects;

    protected DeltaStates(int longsPerDelta, int objectsPerDelta, int capacity) {
        this.longsPerDelta = longsPerDelta;
        this.objectsPerDelta = objectsPerDelta;
        this.longs = new long[capacity * longsPerDelta];
        this.objects = new Object[capacity * objectsPerDelta];
    }

    /** Those of all deltas; another array once there is one more delta. */
    public final long[] longs() {
        return longs;
    }

    /** Where the longs of a delta start. */
    public final int longOffset(int delta) {
        return delta * longsPerDelta;
    }

    /** Those of all deltas; another array once there is one more delta. */
    public final Object[] objects() {
        return objects;
    }

    /** Where the objects of a delta start. */
    public final int objectOffset(int delta) {
        return delta * objectsPerDelta;
    }

    /** Tells that the objects of a delta take so much more heap. */
    public abstract void account(int bytes);

    /** Makes room for this delta, if there is none. */
    protected final void ensure(int delta) {
        if ((delta + 1) * longsPerDelta > longs.length) {
            int capacity = Math.multiplyExact(2, longs.length / longsPerDelta);
            longs = Arrays.copyOf(longs, Math.multiplyExact(capacity, longsPerDelta));
            objects = Arrays.copyOf(objects, capacity * objectsPerDelta);
        }
    }
}
