// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts bytes into lines at {@code \n} or {@code \r\n}; the last line needs no end. Keeps no more of a line in memory than
 * the longest that is of use. Used by one thread, but for {@link #close()}, which makes a read that waits return.
 */
final class LineReader implements AutoCloseable {

    private static final int READ_SIZE = 1 << 16;

    private final ReadableByteChannel channel;
    private final int maxLength;
    private final ByteBuffer input = ByteBuffer.allocate(READ_SIZE).limit(0);
    private byte[] line = new byte[1024];
    private int kept;
    private long number;
    private boolean stopped;

    /**
     * A line without its end.
     *
     * @param number from 1
     * @param tooLong whether there was more of it than {@code bytes}
     */
    record Line(long number, byte[] bytes, boolean tooLong) {}

    /** @param maxLength in bytes, without the end of the line */
    LineReader(ReadableByteChannel channel, int maxLength) {
        this.channel = channel;
        this.maxLength = maxLength;
    }

    /** The next line; empty at the end of the input or once it is closed. */
    Optional<Line> next() throws IOException {
        kept = 0;
        boolean any = false;
        while (input.hasRemaining() || fill()) {
            any = true;
            int from = input.position();
            int end = indexOfLineFeed(from);
            keep(from, end);
            if (end < input.limit()) {
                input.position(end + 1);
                return Optional.of(line(true));
            }
            input.position(end);
        }
        // What was read of a line before the stop is no line.
        return any && !stopped ? Optional.of(line(false)) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private boolean fill() throws IOException {
        input.clear();
        int read;
        try {
            do {
                read = channel.read(input);
            } while (read == 0);
        } catch (ClosedChannelException closedToStop) {
            stopped = true;
            return false;
        }
        input.flip();
        return read > 0;
    }

    private int indexOfLineFeed(int from) {
        byte[] bytes = input.array();
        int limit = input.limit();
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
        System.arraycopy(input.array(), from, line, kept, length);
        kept += length;
    }

    private Line line(boolean ended) {
        number++;
        int length = ended && kept > 0 && kept < maxLength + 2 && line[kept - 1] == '\r' ? kept - 1 : kept;
        boolean tooLong = length > maxLength;
        return new Line(number, Arrays.copyOf(line, Math.min(length, maxLength)), tooLong);
    }
}
