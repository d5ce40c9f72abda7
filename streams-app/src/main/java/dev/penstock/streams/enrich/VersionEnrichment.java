// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import dev.penstock.event.FieldValue;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The first three numbers of a version: up to four or more numbers between dots, perhaps a {@code v} before them, and
 * anything behind a {@code -} or {@code +}, as in {@code v2.3.0-beta.1+build7}. A text of any other form is no version,
 * and gives nothing.
 */
final class VersionEnrichment implements Enrichment {

    private static final int PARTS = 3;

    /** As many as always fit into a long. */
    private static final int MAX_DIGITS = 18;

    private final int slot;
    private final long[] parts = new long[PARTS];
    private int found;

    VersionEnrichment(int slot) {
        this.slot = slot;
    }

    @Override
    public void look(Incoming in) {
        found = in.event().fields().get(slot) instanceof FieldValue.Text text ? parse(text.text()) : 0;
    }

    @Override
    public List<ValueWriter> writers() {
        return IntStream.range(0, PARTS).mapToObj(this::writer).toList();
    }

    private ValueWriter writer(int part) {
        return (in, out) -> {
            if (part < found) {
                out.number(parts[part]);
            }
        };
    }

    /** How many parts the version has, of those that are kept; 0 for what is no version. */
    private int parse(String text) {
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
                return 0;
            }
            if (count < PARTS) {
                parts[count++] = number;
            }
            if (end == text.length() || text.charAt(end) == '-' || text.charAt(end) == '+') {
                return count;
            }
            if (text.charAt(end) != '.') {
                return 0;
            }
            start = end + 1;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
