// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.codec.TileWriter;

import java.util.Arrays;

/**
 * Counts of numbers by bins that grow by 2 %: bin i holds what is greater than 1.02 to the power of i - 1 and not greater
 * than 1.02 to the power of i, counted from {@link #LEAST}. Bin -i holds the same of negative numbers, and bin 0 what is
 * closer to zero than {@link #LEAST}. Numbers beyond {@link #MOST} count as that. So there are some 6,500 bins at most, and
 * of numbers within three powers of ten some 350. Not thread-safe.
 */
final class LogBins {

    static final double LEAST = 1e-9;
    static final double MOST = 1e19;

    private static final double GROWTH = 1.02;

    /** By {@link StrictMath}, as {@link #value}: a number falls into the same bin on every machine. */
    private static final double LOG_GROWTH = StrictMath.log(GROWTH);

    private static final int BEFORE_FIRST = power(LEAST) - 1;
    private static final int MOST_BINS = power(MOST) - BEFORE_FIRST;
    private static final int FIRST_CAPACITY = 8;

    /** Those that hold something, ascending up to {@link #size}. */
    private int[] bins = new int[FIRST_CAPACITY];

    private long[] counts = new long[FIRST_CAPACITY];
    private int size;

    private static int power(double number) {
        return (int) Math.ceil(StrictMath.log(number) / LOG_GROWTH);
    }

    static int bin(double number) {
        double distance = Math.abs(number);
        if (distance < LEAST) {
            return 0;
        }
        int bin = power(Math.min(distance, MOST)) - BEFORE_FIRST;
        return number < 0 ? -bin : bin;
    }

    /** What is off from every number of a bin by the same share at most: a hundredth, see {@link Quantile}. */
    static double value(int bin) {
        if (bin == 0) {
            return 0;
        }
        double value = 2 * StrictMath.pow(GROWTH, Math.abs(bin) + BEFORE_FIRST) / (GROWTH + 1);
        return bin < 0 ? -value : value;
    }

    void add(double number) {
        int bin = bin(number);
        int at = Arrays.binarySearch(bins, 0, size, bin);
        if (at >= 0) {
            counts[at]++;
            return;
        }
        int place = -at - 1;
        if (size == bins.length) {
            bins = Arrays.copyOf(bins, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        System.arraycopy(bins, place, bins, place + 1, size - place);
        System.arraycopy(counts, place, counts, place + 1, size - place);
        bins[place] = bin;
        counts[place] = 1;
        size++;
    }

    void clear() {
        size = 0;
    }

    void write(Writer out) {
        for (int i = 0; i < size; i++) {
            out.add(bins[i], counts[i]);
        }
    }

    /** About how much heap it takes. */
    int heapBytes() {
        return 64 + (Integer.BYTES + Long.BYTES) * bins.length;
    }

    /** Puts bins together that come in ascending order. Can be used again after {@link #reset}. */
    static final class Writer {

        private final TileWriter out = new TileWriter();
        private int before;

        void reset() {
            out.reset();
        }

        void add(int bin, long count) {
            if (out.size() == 0) {
                out.signed(bin);
            } else {
                out.unsigned(bin - before);
            }
            out.unsigned(count);
            before = bin;
        }

        void writeTo(TileWriter to) {
            to.unsigned(out.size());
            to.bytes(out.buffer(), 0, out.size());
        }
    }

    /** Reads what {@link Writer} wrote, bin by bin, and has passed it after the last one. */
    static final class Reader {

        private TileReader in = new TileReader();
        private int from;
        private int end;
        private int bin;
        private long count;

        void reset(TileReader reader) {
            long bytes = reader.count();
            reader.checkLength(bytes);
            in = reader;
            from = reader.position();
            end = from + (int) bytes;
        }

        /** Whether there is one more, which is then {@link #bin} and {@link #count}. */
        boolean next() {
            if (in.position() == end) {
                return false;
            }
            boolean isFirst = in.position() == from;
            long step = isFirst ? in.signed() : in.count();
            long next = isFirst ? step : bin + Math.min(step, 2L * MOST_BINS + 1);
            count = in.count();
            if (!isFirst && step == 0 || next < -MOST_BINS || next > MOST_BINS || count == 0 || in.position() > end) {
                throw in.wrong("expected the bins of a quantile, found bin " + next + " with " + count);
            }
            bin = (int) next;
            return true;
        }

        int bin() {
            return bin;
        }

        long count() {
            return count;
        }

        int end() {
            return end;
        }
    }
}
