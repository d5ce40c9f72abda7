// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts bytes into lines at {@code \n} or {@code \r\n}; the last line needs no end. Keeps no more of a line in memory than
 * the longest that is of use.
 */
final class LineReader implements TextReader {

    private final InputBuffer input;
    private final int maxLength;
    private byte[] line = new byte[1024];
    private int kept;
    private long number;

    /** @param maxLength in bytes, without the end of the line */
    LineReader(InputBuffer input, int maxLength) {
        this.input = input;
        this.maxLength = maxLength;
    }

    /** The next line without its end; empty at the end of the input or once it is closed. */
    @Override
    public Optional<EventText> next() throws IOException {
        kept = 0;
        boolean any = false;
        ByteBuffer bytes = input.bytes();
        while (input.hasMore()) {
            any = true;
            int from = bytes.position();
            int end = indexOfLineFeed(from);
            keep(from, end);
            if (end < bytes.limit()) {
                bytes.position(end + 1);
                return Optional.of(line(true));
            }
            bytes.position(end);
        }
        // What was read of a line before the stop is no line.
        return any && !input.isStopped() ? Optional.of(line(false)) : Optional.empty();
    }

    private int indexOfLineFeed(int from) {
        byte[] bytes = input.bytes().array();
        int limit = input.bytes().limit();
        int i = from;
        while (i < limit && bytes[i] != '\n') {
            i++;
        }
        return i;
    }

    /** Keeps up to two bytes more than a line may have: a carriage return, and a sign that the line is too long. */
    private void keep(int from, int to) {
        int length = Math.min(to - from, maxLength + 2 - kept);
        if (kept + length > line.length) {
            line = Arrays.copyOf(line, Math.max(kept + length, Math.min(line.length * 2, maxLength + 2)));
        }
        System.arraycopy(input.bytes().array(), from, line, kept, length);
        kept += length;
    }

    private EventText line(boolean ended) {
        number++;
        int length = ended && kept > 0 && kept < maxLength + 2 && line[kept - 1] == '\r' ? kept - 1 : kept;
        boolean tooLong = length > maxLength;
        return new EventText(number, number, Arrays.copyOf(line, Math.min(length, maxLength)), tooLong);
    }
}
