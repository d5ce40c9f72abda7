// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The first three numbers of a version: up to four or more numbers between dots, perhaps a {@code v} before them, and
 * anything behind a {@code -} or {@code +}, as in {@code v2.3.0-beta.1+build7}. A text of any other form is no version,
 * and gives nothing.
 */
final class VersionEnrichment implements Enrichment.Memoized {

    private static final int PARTS = 3;

    /** As many as always fit into a long. */
    private static final int MAX_DIGITS = 18;

    private static final long[] NO_VERSION = {};

    private final MemoizedByText<long[]> versions;
    private MemoizedResult<long[]> found = new MemoizedResult<>(NO_VERSION);

    VersionEnrichment(int slot) {
        versions = new MemoizedByText<>(slot, VersionEnrichment::parse, NO_VERSION);
    }

    @Override
    public MemoizedResult<long[]> find(InputEvent in) {
        return versions.in(in.event().fields());
    }

    @Override
    public void enter(InputEvent in) {
        found = find(in);
    }

    @Override
    public List<ValueWriter> writers() {
        return IntStream.range(0, PARTS).mapToObj(this::writer).toList();
    }

    private ValueWriter writer(int part) {
        return (in, out) -> {
            if (part < found.value().length) {
                out.number(found.value()[part]);
            }
        };
    }

    /** The parts of the version that are kept; none for what is no version. */
    private static long[] parse(String text) {
        long[] parts = new long[PARTS];
        int count = 0;
        int start = text.startsWith("v") || text.startsWith("V") ? 1 : 0;
        while (true) {
            int end = start;
            long number = 0;
            while (end < text.length() && isDigit(text.charAt(end)) && end - start < MAX_DIGITS) {
                number = 10 * number + text.charAt(end) - '0';
                end++;
            }
            if (end == start) {
                return NO_VERSION;
            }
            if (count < PARTS) {
                parts[count++] = number;
            }
            if (end == text.length() || text.charAt(end) == '-' || text.charAt(end) == '+') {
                return Arrays.copyOf(parts, count);
            }
            if (text.charAt(end) != '.') {
                return NO_VERSION;
            }
            start = end + 1;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
