// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.dedup;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells of most ids that were not added that they were not: a Bloom filter that grows. Each id has its bits in one word of 64,
 * so that it takes one look at memory for each size that the filter has had. Takes about two bytes for each id. For one thread.
 */
final class IdFilter {

    /** Another one in each process, so that nobody can send ids that all look as if they were there. */
    private static final Hasher64 HASHER = Hashing.xxh3_64(new SecureRandom().nextLong());

    private static final int FIRST_WORDS = 1 << 13;
    private static final int IDS_PER_WORD = 5;
    private static final int BIT = 6;

    private final int mostWords;

    /** Each twice as long as the one before; ids are added to the last. */
    private final List<long[]> levels = new ArrayList<>();

    private long words;
    private long room;
    private boolean overflown;

    /** @param mostBytes that it may take; when more ids are added than that is enough for it rules out none any more */
    IdFilter(int mostBytes) {
        this.mostWords = mostBytes / Long.BYTES;
    }

    static long hash(byte[] id) {
        return HASHER.hashBytesToLong(id);
    }

    /** @param hash of an id */
    void add(long hash) {
        if (room == 0) {
            grow();
        }
        if (!overflown) {
            long[] level = levels.get(levels.size() - 1);
            level[word(hash, level)] |= bits(hash);
            room--;
        }
    }

    private void grow() {
        int more = FIRST_WORDS << levels.size();
        if (words + more > mostWords) {
            overflown = true;
            levels.clear();
        } else {
            levels.add(new long[more]);
            words += more;
            room = (long) more * IDS_PER_WORD;
        }
    }

    /** False for nearly every id that was not added; true for all others. */
    boolean mayHave(long hash) {
        if (overflown) {
            return true;
        }
        long bits = bits(hash);
        for (long[] level : levels) {
            if ((level[word(hash, level)] & bits) == bits) {
                return true;
            }
        }
        return false;
    }

    private static int word(long hash, long[] level) {
        return (int) (hash >>> Integer.SIZE) & level.length - 1;
    }

    /** Four of a word, some of which may be the same. */
    private static long bits(long hash) {
        return 1L << hash | 1L << (hash >>> BIT) | 1L << (hash >>> 2 * BIT) | 1L << (hash >>> 3 * BIT);
    }
}
