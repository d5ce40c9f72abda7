// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.penstock.aggregate.codec.TileWriter;

/**
 * Hashes of values that {@code distinct} counts by: 64 bits of XXH3, seeded by the type, over the UTF-8 of a text and
 * over what {@link TileWriter#decimal} writes of a number. They are part of tiles, so they never change.
 */
final class ScalarHash {

    /** Two numbers that are as good as any: multiplier and increment of the generator of Knuth's MMIX. */
    static final long FALSE = 0x5851_f42d_4c95_7f2dL;

    static final long TRUE = 0x1405_7b7e_f767_814fL;

    private static final Hasher64 TEXTS = Hashing.xxh3_64(0);
    private static final Hasher64 NUMBERS = Hashing.xxh3_64(1);

    private ScalarHash() {}

    static long ofText(byte[] utf8, int from, int to) {
        return TEXTS.hashBytesToLong(utf8, from, to - from);
    }

    /** @param written what {@link TileWriter#decimal} wrote, and nothing else */
    static long ofNumber(TileWriter written) {
        return NUMBERS.hashBytesToLong(written.buffer(), 0, written.size());
    }
}
