// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;

/** The part of an input that is being looked at. Used by one thread, but for {@link #close()}, which ends a read that waits. */
final class InputBuffer implements AutoCloseable {

    private static final int READ_SIZE = 1 << 16;

    private final ReadableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(READ_SIZE).limit(0);
    private boolean stopped;

    InputBuffer(ReadableByteChannel channel) {
        this.channel = channel;
    }

    /** Bytes to look at, from its position to its limit; moved on by whoever looks. */
    ByteBuffer bytes() {
        return buffer;
    }

    /** Whether there are bytes to look at, once some were waited for. */
    boolean hasMore() throws IOException {
        return buffer.hasRemaining() || fill();
    }

    /** Whether the end came because of {@link #close()}, maybe in the middle of something. */
    boolean isStopped() {
        return stopped;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private boolean fill() throws IOException {
        buffer.clear();
        int read;
        try {
            do {
                read = channel.read(buffer);
            } while (read == 0);
        } catch (ClosedChannelException closedToStop) {
            stopped = true;
            buffer.limit(0);
            return false;
        }
        buffer.flip();
        return read > 0;
    }
}
