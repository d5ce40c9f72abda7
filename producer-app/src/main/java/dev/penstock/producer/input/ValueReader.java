// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.input;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/**
 * Cuts bytes into JSON values that follow each other in any way: over several lines, side by side, with commas between
 * them, as elements of arrays. Looks at nothing but brackets, quotation marks and commas; whether a value is right is
 * left to who reads it. A value whose brackets don't fit reaches to the next line on which another one seems to begin.
 *
 * <p>Line breaks and the space behind them are left out of a value; on one line it stays as it is.
 */
final class ValueReader implements TextReader {

    private static final int END = -1;

    private final InputBuffer input;
    private final KeptBytes kept;
    private long line = 1;
    private int column;
    private long number;
    private int arrays;

    /** @param maxLength of a value, in bytes */
    ValueReader(InputBuffer input, int maxLength) {
        this.input = input;
        this.kept = new KeptBytes(maxLength);
    }

    @Override
    public Optional<EventText> next() throws IOException {
        int first = skipBetweenValues();
        if (first == END) {
            if (arrays > 0 && !input.isStopped()) {
                throw new EOFException("it ends in the middle of an array");
            }
            return Optional.empty();
        }
        long startLine = line;
        kept.clear();
        if (first == '{') {
            readObject();
        } else {
            readOther(first);
        }
        // What was read of a value before the stop is none.
        if (input.isStopped()) {
            return Optional.empty();
        }
        number++;
        return Optional.of(new EventText(startLine, number, kept.toBytes(), kept.isTooLong()));
    }

    /** The first byte of the next value, which is still to be read. */
    private int skipBetweenValues() throws IOException {
        while (true) {
            int next = peek();
            switch (next) {
                case '[' -> arrays++;
                case ']' -> arrays = Math.max(0, arrays - 1);
                case ' ', '\t', '\r', '\n', ',' -> {}
                default -> {
                    return next;
                }
            }
            advance(next);
        }
    }

    private void readObject() throws IOException {
        var brackets = new Brackets();
        int startColumn = column;
        while (true) {
            int next = peek();
            if (next == END) {
                arrays = 0;
                return;
            }
            boolean atLineStart = kept.isAtLineStart();
            Brackets.Step step = brackets.next((byte) next);
            if (step == Brackets.Step.BROKEN) {
                arrays = 0;
                readToNextStart(startColumn, atLineStart);
                return;
            }
            kept.add((byte) next, brackets.isInText());
            advance(next);
            if (step == Brackets.Step.CLOSED) {
                return;
            }
        }
    }

    /** Up to a bracket that opens a line, no further in than the value that is broken. */
    private void readToNextStart(int startColumn, boolean atLineStart) throws IOException {
        boolean lineStart = atLineStart;
        for (int next = peek(); next != END; next = peek()) {
            if (next == '{' && lineStart && column <= startColumn) {
                return;
            }
            lineStart = next == '\n' || lineStart && (next == ' ' || next == '\t');
            kept.add((byte) next, true);
            advance(next);
        }
    }

    /** What is no object: in an array up to the next element, otherwise to the end of the line. */
    private void readOther(int first) throws IOException {
        boolean inText = false;
        for (int next = first; next != END && next != '\n'; next = peek()) {
            if (!inText && arrays > 0 && (next == ',' || next == ']')) {
                return;
            }
            if (next == '"') {
                inText = !inText;
            }
            kept.add((byte) next, true);
            advance(next);
            if (inText && next == '\\' && peek() != END && peek() != '\n') {
                int escaped = peek();
                kept.add((byte) escaped, true);
                advance(escaped);
            }
        }
    }

    private int peek() throws IOException {
        var bytes = input.bytes();
        return input.hasMore() ? bytes.get(bytes.position()) & 0xFF : END;
    }

    private void advance(int read) {
        var bytes = input.bytes();
        bytes.position(bytes.position() + 1);
        column++;
        if (read == '\n') {
            line++;
            column = 0;
        }
    }
}
