// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

/** Searches hashes in ascending order. */
final class SortedHashes {

    private SortedHashes() {}

    /**
     * Index of the first of {@code size} hashes that is not less than this one; {@code size} where all are. Hashes are
     * spread evenly, so it stands about where its share of their range says, and few memory accesses away from there.
     */
    static int indexOf(long hash, long[] hashes, int size) {
        // The highest 32 bits, in the order of the signed number.
        long share = (hash ^ Long.MIN_VALUE) >>> Integer.SIZE;
        int at = (int) (share * size >>> Integer.SIZE);
        while (at > 0 && hashes[at - 1] >= hash) {
            at--;
        }
        while (at < size && hashes[at] < hash) {
            at++;
        }
        return at;
    }
}
