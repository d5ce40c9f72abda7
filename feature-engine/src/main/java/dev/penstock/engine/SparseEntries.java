// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

/**
 * The entries of a written {@link Sketch} with few registers that hold something, one after the other. Throws
 * {@link TileFormatException} where they can't have been written. Not thread-safe.
 */
final class SparseEntries {

    private TileReader in = new TileReader();
    private byte[] bytes = {};
    private int at;
    private int end;
    private int before;
    private int register;
    private int rank;

    /** Where the entry behind the next one stands; {@link #at} while the next one was not read. */
    private int behind;

    /** Starts with the first of the entries, which take so many bytes from the reader's position; that stays. */
    void reset(TileReader reader, int length) {
        reader.checkLength(length);
        in = reader;
        bytes = reader.buffer();
        at = reader.position();
        end = at + length;
        behind = at;
        before = -1;
    }

    /** Whether there is one more entry; if so it is read and stays the next one. */
    boolean next() {
        if (behind > at) {
            return true;
        }
        if (at == end) {
            return false;
        }
        int step = bytes[behind++];
        if (step < 0) {
            step = longer(step & 0x7F);
        }
        register = before + (step >>> Sketch.RANK_BITS) + 1;
        rank = Sketch.rank(step);
        if (register >= Sketch.REGISTERS || rank == 0 || rank > Sketch.MAX_RANK) {
            throw in.wrong("expected the registers of a sketch, found register " + register + " with " + rank);
        }
        return true;
    }

    private int longer(int lowest) {
        int step = lowest;
        for (int shift = 7; shift < Integer.SIZE - 7 && behind < end; shift += 7) {
            int next = bytes[behind++];
            step |= (next & 0x7F) << shift;
            if (next >= 0) {
                return step;
            }
        }
        throw in.wrong("expected the registers of a sketch, found one that does not end with it");
    }

    /** Passes all that are of registers before this one; the most frequent thing to do, so it looks at nothing else. */
    void passBefore(int limit) {
        int from = at;
        int last = before;
        while (from < end) {
            int to = from;
            int step = bytes[to++];
            if (step < 0) {
                if (to == end) {
                    break;
                }
                int second = bytes[to++];
                if (second < 0) {
                    // Three bytes: rare, and left to whoever looks at entries one by one.
                    at = from;
                    behind = from;
                    before = last;
                    if (!next() || register >= limit) {
                        return;
                    }
                    pass();
                    from = at;
                    last = before;
                    continue;
                }
                step = step & 0x7F | second << 7;
            }
            int found = last + (step >>> Sketch.RANK_BITS) + 1;
            if (found >= limit) {
                break;
            }
            last = found;
            from = to;
        }
        at = from;
        behind = from;
        before = last;
    }

    /** Goes on behind the next entry. */
    void pass() {
        at = behind;
        before = register;
    }

    /** Where the next entry starts. */
    int at() {
        return at;
    }

    int end() {
        return end;
    }

    byte[] buffer() {
        return bytes;
    }

    /** Register of the entry that was passed last; -1 if there is none. */
    int before() {
        return before;
    }

    /** Of the next entry. */
    int register() {
        return register;
    }

    /** Of the next entry. */
    int rank() {
        return rank;
    }
}
