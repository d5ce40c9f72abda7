// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.generator;

/**
 * Deals out which events are special, in random order but in exact numbers: of the first n events, share × n rounded
 * are of a kind, for every n that is a multiple of {@value #BLOCK} and for the number of events as a whole.
 */
final class ExactShares {

    static final int NONE = -1;

    private static final int BLOCK = 10_000;

    private final double[] shares;
    private final long count;
    private final SplitMix random;
    private final long[] taken;
    private final long[] due;
    private long dealt;
    private int remaining;

    /** @param shares of each kind, not more than 1 together */
    ExactShares(long count, SplitMix random, double... shares) {
        this.shares = shares.clone();
        this.count = count;
        this.random = random;
        taken = new long[shares.length];
        due = new long[shares.length];
    }

    /** The kind of the next event, or {@link #NONE}. What is drawn stays due until it is {@linkplain #take taken}. */
    int draw() {
        if (remaining == 0) {
            openBlock();
        }
        long card = random.nextInt(remaining);
        remaining--;
        for (int kind = 0; kind < due.length; kind++) {
            card -= due[kind] - taken[kind];
            if (card < 0) {
                return kind;
            }
        }
        return NONE;
    }

    /** Confirms that the event became what was drawn. Without it, a later event will be instead. */
    void take(int kind) {
        taken[kind]++;
    }

    private void openBlock() {
        remaining = (int) Math.max(1, Math.min(BLOCK, count - dealt));
        dealt += remaining;
        double share = 0;
        long before = 0;
        for (int kind = 0; kind < due.length; kind++) {
            share = Math.min(1, share + shares[kind]);
            // Rounded over all kinds up to this one, so that together they never ask for more than there is.
            long upToHere = Math.round(dealt * share);
            due[kind] = Math.max(taken[kind], upToHere - before);
            before = upToHere;
        }
    }
}
