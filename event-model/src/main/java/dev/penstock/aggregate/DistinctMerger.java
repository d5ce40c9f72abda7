// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.codec.TileWriter;

import java.util.Arrays;

/**
 * Merges written states of {@link DistinctValues}. A delta mostly brings a few hashes to a tile of many, so what the
 * tile has is copied and not gone through one by one. Not thread-safe.
 */
final class DistinctMerger implements StateMerger {

    /** With fewer hashes in the longer state for each of the shorter one, both are gone through. */
    private static final int SEARCH_FACTOR = 8;

    private final SketchSplicer splicer = new SketchSplicer();

    /** Hashes while their number is unknown. */
    private final TileWriter union = new TileWriter();

    /** Writes what both of them are together, and passes them. */
    @Override
    public void merge(TileReader one, TileReader other, TileWriter out) {
        int from = one.position();
        int otherFrom = other.position();
        long count = one.count();
        long otherCount = other.count();
        if (count + otherCount <= DistinctValues.MAX_EXACT) {
            mergeHashes(one, (int) count, other, (int) otherCount, out);
        } else if (count == Sketch.SPARSE
                && otherCount <= DistinctValues.MAX_EXACT
                && splicer.splice(one, other, (int) otherCount, out)) {
            other.skip(otherCount * Long.BYTES);
        } else {
            one.position(from);
            other.position(otherFrom);
            mergeStates(one, other, out);
        }
    }

    private void mergeHashes(TileReader one, int count, TileReader other, int otherCount, TileWriter out) {
        one.checkLength((long) count * Long.BYTES);
        other.checkLength((long) otherCount * Long.BYTES);
        union.reset();
        if (otherCount * SEARCH_FACTOR <= count) {
            insert(other, otherCount, one, count);
        } else {
            zip(one, count, other, otherCount);
        }
        out.unsigned(union.size() / Long.BYTES);
        out.bytes(union.buffer(), 0, union.size());
        one.skip((long) count * Long.BYTES);
        other.skip((long) otherCount * Long.BYTES);
    }

    /** Both are in ascending order. */
    private void insert(TileReader few, int fewCount, TileReader many, int manyCount) {
        int start = many.position();
        int at = 0;
        for (int i = 0; i < fewCount; i++) {
            long hash = few.longAt(few.position() + i * Long.BYTES);
            int place = indexOf(hash, many, at, manyCount);
            union.bytes(many.buffer(), start + at * Long.BYTES, start + place * Long.BYTES);
            at = place;
            if (at == manyCount || many.longAt(start + at * Long.BYTES) != hash) {
                union.fixedLong(hash);
            }
        }
        union.bytes(many.buffer(), start + at * Long.BYTES, start + manyCount * Long.BYTES);
    }

    /** Index of the first hash that is not less; {@code to} if there is none. */
    private static int indexOf(long hash, TileReader in, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (in.longAt(in.position() + middle * Long.BYTES) < hash) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Both are in ascending order. */
    private void zip(TileReader one, int count, TileReader other, int otherCount) {
        int at = one.position();
        int end = at + count * Long.BYTES;
        int otherAt = other.position();
        int otherEnd = otherAt + otherCount * Long.BYTES;
        while (at < end && otherAt < otherEnd) {
            long hash = one.longAt(at);
            long otherHash = other.longAt(otherAt);
            union.fixedLong(Math.min(hash, otherHash));
            at += hash <= otherHash ? Long.BYTES : 0;
            otherAt += otherHash <= hash ? Long.BYTES : 0;
        }
        union.bytes(one.buffer(), at, end);
        union.bytes(other.buffer(), otherAt, otherEnd);
    }

    private static void mergeStates(TileReader one, TileReader other, TileWriter out) {
        var values = new DistinctValues();
        values.read(one);
        var otherValues = new DistinctValues();
        otherValues.read(other);
        values.add(otherValues);
        values.write(out);
    }

    /** Brings hashes into a sketch with few registers that hold something. */
    private static final class SketchSplicer {

        /** Registers and what the hashes put there, ascending. */
        private final int[] entries = new int[DistinctValues.MAX_EXACT];

        private final TileWriter out = new TileWriter();
        private final SparseEntries stored = new SparseEntries();

        /** The register that was written last where that was none of the stored ones; else less than theirs. */
        private int inserted;

        /** What is stored before this is written. */
        private int copied;

        /**
         * Writes the sketch with the hashes that follow in {@code hashes}, and passes the sketch alone; false, and
         * nothing is written, if it could get as many entries as a sparse one must not have.
         */
        boolean splice(TileReader sketch, TileReader hashes, int count, TileWriter to) {
            long bytes = sketch.count();
            if (bytes + count > Sketch.MOST_SPARSE) {
                return false;
            }
            hashes.checkLength((long) count * Long.BYTES);
            for (int i = 0; i < count; i++) {
                entries[i] = Sketch.entry(hashes.longAt(hashes.position() + i * Long.BYTES));
            }
            Arrays.sort(entries, 0, count);
            stored.reset(sketch, (int) bytes);
            copied = stored.at();
            inserted = -1;
            out.reset();
            for (int i = 0; i < count; i++) {
                // Of those for one register the last has the greatest rank.
                if (i + 1 == count || Sketch.register(entries[i + 1]) != Sketch.register(entries[i])) {
                    insert(entries[i]);
                }
            }
            if (stored.next() && inserted > stored.before()) {
                pass();
            }
            out.bytes(sketch.buffer(), copied, stored.end());
            to.unsigned(Sketch.SPARSE);
            to.unsigned(out.size());
            to.bytes(out.buffer(), 0, out.size());
            sketch.skip(bytes);
            return true;
        }

        private void insert(int entry) {
            int register = Sketch.register(entry);
            if (inserted > stored.before() && stored.next() && stored.register() < register) {
                pass();
            }
            stored.passBefore(register);
            if (stored.next() && stored.register() == register) {
                if (Sketch.rank(entry) > stored.rank()) {
                    copyUpToNext();
                    write(entry);
                    stored.pass();
                    copied = stored.at();
                } else {
                    pass();
                }
            } else {
                copyUpToNext();
                write(entry);
                inserted = register;
            }
        }

        /** Passes the next stored entry, written anew if its distance has changed. */
        private void pass() {
            if (inserted > stored.before()) {
                write(stored.register() << Sketch.RANK_BITS | stored.rank());
                stored.pass();
                copied = stored.at();
            } else {
                stored.pass();
            }
        }

        private void copyUpToNext() {
            out.bytes(stored.buffer(), copied, stored.at());
            copied = stored.at();
        }

        private void write(int entry) {
            int before = Math.max(inserted, stored.before());
            out.unsigned(entry - (before + 1 << Sketch.RANK_BITS));
        }
    }
}
