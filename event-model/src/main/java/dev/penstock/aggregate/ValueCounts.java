// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.JsonWriter;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.codec.TileWriter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Counts by text, of {@link #MOST_VALUES} texts at most: those with the smallest hashes, so that it makes no difference in
 * which order they come. One that is kept in the end had one of the smallest hashes from its first time on, and so its count
 * is exact; the counts of all others, and of texts of more than {@link #MOST_BYTES} bytes, are one number. Not thread-safe.
 *
 * <p>Written: how many texts there are, of each by ascending hash the text behind its length and the count, and the count of
 * the others.
 */
final class ValueCounts {

    static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] OTHER = "other".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_VALUES = 100;
    private static final int MOST_BYTES = 128;
    private static final int FIRST_CAPACITY = 4;

    private long[] hashes = new long[FIRST_CAPACITY];
    private byte[][] texts = new byte[FIRST_CAPACITY][];
    private long[] counts = new long[FIRST_CAPACITY];
    private int size;
    private int textBytes;
    private long other;

    void clear() {
        Arrays.fill(texts, 0, size, null);
        size = 0;
        textBytes = 0;
        other = 0;
    }

    /** A text that so many events have. */
    void add(byte[] utf8, int from, int to, long count) {
        if (to - from > MOST_BYTES || Arrays.equals(utf8, from, to, OTHER, 0, OTHER.length)) {
            other = Math.addExact(other, count);
            return;
        }
        long hash = ScalarHash.ofText(utf8, from, to);
        int place = place(hash, utf8, from, to);
        if (place >= 0) {
            counts[place] = Math.addExact(counts[place], count);
            return;
        }
        place = -place - 1;
        if (place == MOST_VALUES) {
            other = Math.addExact(other, count);
            return;
        }
        if (size == MOST_VALUES) {
            size--;
            other = Math.addExact(other, counts[size]);
            textBytes -= texts[size].length;
        }
        insert(place, hash, Arrays.copyOfRange(utf8, from, to), count);
    }

    private void insert(int place, long hash, byte[] text, long count) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * size);
            texts = Arrays.copyOf(texts, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        System.arraycopy(hashes, place, hashes, place + 1, size - place);
        System.arraycopy(texts, place, texts, place + 1, size - place);
        System.arraycopy(counts, place, counts, place + 1, size - place);
        hashes[place] = hash;
        texts[place] = text;
        counts[place] = count;
        size++;
        textBytes += text.length;
    }

    /** Where it is, or -1 minus where it would be. */
    private int place(long hash, byte[] utf8, int from, int to) {
        int place = Arrays.binarySearch(hashes, 0, size, hash);
        if (place < 0) {
            return place;
        }
        // Texts of one hash, which are next to never there, are in their own order.
        while (place > 0 && hashes[place - 1] == hash) {
            place--;
        }
        for (; place < size && hashes[place] == hash; place++) {
            byte[] text = texts[place];
            int order = Arrays.compareUnsigned(utf8, from, to, text, 0, text.length);
            if (order <= 0) {
                return order == 0 ? place : -place - 1;
            }
        }
        return -place - 1;
    }

    void addAll(TileReader in) {
        long texts = in.count();
        for (long i = 0; i < texts; i++) {
            long length = in.count();
            int from = in.position();
            in.skip(length);
            int to = in.position();
            add(in.buffer(), from, to, in.count());
        }
        other = Math.addExact(other, in.count());
    }

    static void skip(TileReader in) {
        long texts = in.count();
        for (long i = 0; i < texts; i++) {
            in.skip(in.count());
            in.count();
        }
        in.count();
    }

    static void writeNone(TileWriter out) {
        out.unsigned(0);
        out.unsigned(0);
    }

    void write(TileWriter out) {
        out.unsigned(size);
        for (int i = 0; i < size; i++) {
            out.unsigned(texts[i].length);
            out.bytes(texts[i]);
            out.unsigned(counts[i]);
        }
        out.unsigned(other);
    }

    /** An object, the greatest counts first, and last the others if there are any. */
    void writeJson(JsonWriter json) {
        json.single('{');
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(i -> -counts[i])
                        .thenComparing(i -> texts[i], Arrays::compareUnsigned))
                .mapToInt(i -> i)
                .toArray();
        for (int i : order) {
            writeJson(texts[i], counts[i], json);
            if (i != order[size - 1] || other > 0) {
                json.single(',');
            }
        }
        if (other > 0) {
            writeJson(OTHER, other, json);
        }
        json.single('}');
    }

    private static void writeJson(byte[] text, long count, JsonWriter json) {
        json.text(text, 0, text.length);
        json.single(':');
        json.number(count);
    }

    /** About how much heap it takes. */
    int heapBytes() {
        return 96 + (2 * Long.BYTES + Integer.BYTES) * hashes.length + 16 * size + textBytes;
    }
}
