// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.generator;

/**
 * The SplitMix64 random numbers (Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators", 2014). Written
 * out because {@link java.util.SplittableRandom} doesn't promise that a bounded draw is the same in every JDK, and the
 * same seed has to give the same events everywhere. Not safe for several threads.
 */
final class SplitMix {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    SplitMix(long seed) {
        state = seed;
    }

    /** A bijection that spreads every bit of the input over the whole output. */
    static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** From 0 to {@code bound - 1}; the bias is below bound / 2^32. */
    int nextInt(int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /** From 0, inclusive, to 1, exclusive. */
    double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }
}
