// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.codec.TileWriter;

import java.util.Arrays;

/**
 * How many different values there are among so many that they are not kept: a HyperLogLog sketch of their 64-bit hashes
 * (Flajolet and others, 2007). Of few values only those registers are kept and written that hold something, so that a
 * tile of some hundred values takes a tenth of what all registers take. What is written, and the estimate, follow from
 * the set of hashes alone. Not thread-safe.
 *
 * <p>hash4j, which hashes values here, has a sketch too, but one that takes 12,288 bytes whatever it holds, where this takes
 * some 1,200 for 600 values; and to merge two of it both have to be read into objects, where {@link DistinctMerger} copies
 * what a tile has and goes through what a delta brings.
 *
 * <p>Written: how many bytes follow, as {@link #SPARSE} and a number or as {@link #DENSE} alone. Sparse: for each
 * register that holds something, in ascending order, how many stand between it and the one before, times 64, plus what
 * it holds. Dense: 6 bits for each register, the first in the lowest bits.
 */
final class Sketch {

    /** In the place of a number of hashes: 12,288 bytes follow. */
    static final int DENSE = DistinctValues.MAX_EXACT + 1;

    /** In the place of a number of hashes: a number of bytes follows, and as many bytes. */
    static final int SPARSE = DENSE + 1;

    /** 16384 registers: a standard error of 0.8 %, so that more than 95 of 100 estimates are within 2 %. */
    private static final int PRECISION = 14;

    static final int REGISTERS = 1 << PRECISION;

    /** What a register holds is 0 to this. */
    static final int MAX_RANK = Long.SIZE - PRECISION + 1;

    static final int RANK_BITS = 6;

    private static final int RANK_MASK = (1 << RANK_BITS) - 1;

    static final int DENSE_BYTES = REGISTERS * RANK_BITS / Byte.SIZE;

    /** With more the sparse form has no advantage. */
    static final int MOST_SPARSE = REGISTERS / 4;

    /** Up to {@link #size}: number and content of registers that hold something, in ascending order. */
    private int[] entries = new int[256];

    private int size;

    /** Content by number; empty while the sketch is sparse. */
    private byte[] registers = {};

    void add(long hash) {
        int entry = entry(hash);
        add(register(entry), rank(entry));
    }

    /** The register of a hash and what the hash puts there. */
    static int entry(long hash) {
        int register = (int) (hash >>> Long.SIZE - PRECISION);
        int rank = Math.min(MAX_RANK, Long.numberOfLeadingZeros(hash << PRECISION) + 1);
        return register << RANK_BITS | rank;
    }

    static int register(int entry) {
        return entry >>> RANK_BITS;
    }

    static int rank(int entry) {
        return entry & RANK_MASK;
    }

    private void add(int register, int rank) {
        if (isDense()) {
            registers[register] = (byte) Math.max(registers[register], rank);
            return;
        }
        int at = indexOf(register);
        if (at < size && entries[at] >>> RANK_BITS == register) {
            entries[at] = register << RANK_BITS | Math.max(entries[at] & RANK_MASK, rank);
            return;
        }
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, Math.max(16, 2 * size));
        }
        System.arraycopy(entries, at, entries, at + 1, size - at);
        entries[at] = register << RANK_BITS | rank;
        size++;
        becomeDenseIfLarge();
    }

    /** Index of the first entry that is not of a register before this one. */
    private int indexOf(int register) {
        int found = Arrays.binarySearch(entries, 0, size, register << RANK_BITS);
        return found < 0 ? -found - 1 : found;
    }

    private boolean isDense() {
        return registers.length > 0;
    }

    private void becomeDenseIfLarge() {
        if (size > MOST_SPARSE) {
            registers = new byte[REGISTERS];
            for (int i = 0; i < size; i++) {
                registers[entries[i] >>> RANK_BITS] = (byte) (entries[i] & RANK_MASK);
            }
            size = 0;
        }
    }

    /** Takes what another one was given; that may be this one. */
    void add(Sketch other) {
        if (other.isDense()) {
            for (int register = 0; register < REGISTERS; register++) {
                if (other.registers[register] > 0) {
                    add(register, other.registers[register]);
                }
            }
        } else if (isDense() || other == this) {
            for (int i = 0; i < other.size; i++) {
                add(other.entries[i] >>> RANK_BITS, other.entries[i] & RANK_MASK);
            }
        } else {
            addSparse(other);
        }
    }

    private void addSparse(Sketch other) {
        int[] merged = new int[size + other.size];
        int to = 0;
        int i = 0;
        int j = 0;
        while (i < size && j < other.size) {
            int register = entries[i] >>> RANK_BITS;
            int otherRegister = other.entries[j] >>> RANK_BITS;
            if (register == otherRegister) {
                merged[to++] = Math.max(entries[i++], other.entries[j++]);
            } else {
                merged[to++] = register < otherRegister ? entries[i++] : other.entries[j++];
            }
        }
        while (i < size) {
            merged[to++] = entries[i++];
        }
        while (j < other.size) {
            merged[to++] = other.entries[j++];
        }
        entries = merged;
        size = to;
        becomeDenseIfLarge();
    }

    void write(TileWriter out) {
        if (isDense()) {
            out.unsigned(DENSE);
            for (int i = 0; i < REGISTERS; i += 4) {
                int four = registers[i] | registers[i + 1] << 6 | registers[i + 2] << 12 | registers[i + 3] << 18;
                out.single(four);
                out.single(four >>> 8);
                out.single(four >>> 16);
            }
            return;
        }
        out.unsigned(SPARSE);
        int bytes = 0;
        for (int i = 0; i < size; i++) {
            int step = step(i);
            bytes += step < 1 << 7 ? 1 : step < 1 << 14 ? 2 : 3;
        }
        out.unsigned(bytes);
        for (int i = 0; i < size; i++) {
            out.unsigned(step(i));
        }
    }

    private int step(int i) {
        int before = i == 0 ? -1 : entries[i - 1] >>> RANK_BITS;
        return (entries[i] >>> RANK_BITS) - before - 1 << RANK_BITS | entries[i] & RANK_MASK;
    }

    /** Replaces what this one holds by what was written behind {@link #DENSE} or {@link #SPARSE}. */
    void read(long form, TileReader in) {
        size = 0;
        registers = new byte[0];
        if (form == DENSE) {
            readDense(in);
        } else {
            readSparse(in);
        }
    }

    private void readDense(TileReader in) {
        byte[] packed = in.bytes(DENSE_BYTES);
        registers = new byte[REGISTERS];
        int from = 0;
        for (int i = 0; i < REGISTERS; i += 4) {
            int four = packed[from] & 0xFF | (packed[from + 1] & 0xFF) << 8 | (packed[from + 2] & 0xFF) << 16;
            from += 3;
            for (int k = 0; k < 4; k++) {
                int rank = four >>> RANK_BITS * k & RANK_MASK;
                if (rank > MAX_RANK) {
                    throw in.wrong("expected the registers of a sketch, found register " + (i + k) + " with " + rank);
                }
                registers[i + k] = (byte) rank;
            }
        }
    }

    private void readSparse(TileReader in) {
        int bytes = sparseBytes(in);
        var written = new SparseEntries();
        for (written.reset(in, bytes); written.next(); written.pass()) {
            if (size == MOST_SPARSE) {
                throw in.wrong("expected at most " + MOST_SPARSE + " registers, found more");
            }
            if (size == entries.length) {
                entries = Arrays.copyOf(entries, Math.max(16, 2 * size));
            }
            entries[size++] = written.register() << RANK_BITS | written.rank();
        }
        in.skip(bytes);
    }

    private static int sparseBytes(TileReader in) {
        long bytes = in.count();
        in.checkLength(bytes);
        return (int) bytes;
    }

    /** How many bytes follow behind {@link #DENSE} or {@link #SPARSE}, and behind their number. */
    static long writtenBytes(long form, TileReader in) {
        return form == DENSE ? DENSE_BYTES : in.count();
    }

    /** How many different hashes there were. */
    long estimate() {
        if (!isDense()) {
            return linear(size);
        }
        var counts = new int[MAX_RANK + 1];
        for (byte rank : registers) {
            counts[rank]++;
        }
        return estimate(counts);
    }

    /** How many different hashes what was written behind {@link #DENSE} or {@link #SPARSE} had. */
    static long estimate(long form, TileReader in) {
        if (form == DENSE) {
            var sketch = new Sketch();
            sketch.readDense(in);
            return sketch.estimate();
        }
        int bytes = sparseBytes(in);
        int held = SparseEntries.count(in, bytes);
        if (held > MOST_SPARSE) {
            throw in.wrong("expected at most " + MOST_SPARSE + " registers, found " + held);
        }
        in.skip(bytes);
        return linear(held);
    }

    /**
     * Linear counting (Whang and others, 1990): as good as the other estimate as long as few registers hold something, and
     * each row of a tile with many values takes one.
     *
     * @param held how many registers hold something, not all of them
     */
    private static long linear(int held) {
        return Math.round(-REGISTERS * Math.log1p(-(double) held / REGISTERS));
    }

    /**
     * The improved raw estimator of Ertl (2017, arXiv:1702.01284).
     *
     * @param counts how many registers hold each rank
     */
    private static long estimate(int[] counts) {
        double z = REGISTERS * tau(1 - (double) counts[MAX_RANK] / REGISTERS);
        for (int rank = MAX_RANK - 1; rank > 0; rank--) {
            z = (z + counts[rank]) / 2;
        }
        z += REGISTERS * sigma((double) counts[0] / REGISTERS);
        return Math.round(REGISTERS / (2 * Math.log(2)) * REGISTERS / z);
    }

    private static double sigma(double share) {
        if (share == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double x = share;
        double y = 1;
        double z = share;
        double before;
        do {
            x *= x;
            before = z;
            z += x * y;
            y += y;
        } while (z > before);
        return z;
    }

    private static double tau(double share) {
        if (share == 0 || share == 1) {
            return 0;
        }
        double x = share;
        double y = 1;
        double z = 1 - share;
        double before;
        do {
            x = Math.sqrt(x);
            before = z;
            y /= 2;
            z -= (1 - x) * (1 - x) * y;
        } while (z < before);
        return z / 3;
    }

    /** About how much heap it takes. */
    int heapBytes() {
        return 64 + Integer.BYTES * entries.length + registers.length;
    }
}
