// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

/** A channel whose beginning can be looked at before it is read. Used by one thread, but for {@link #close()}. */
final class PeekedChannel implements ReadableByteChannel {

    private static final int FIRST_LOOK = 1 << 13;

    /** Longer than the first line of nearly all files. */
    private static final int MOST = 1 << 20;

    private final ReadableByteChannel channel;
    private byte[] start = new byte[FIRST_LOOK];
    private int length;
    private int given;
    private boolean ended;

    PeekedChannel(ReadableByteChannel channel) {
        this.channel = channel;
    }

    /** What is known of the beginning; not all of the array is filled. */
    byte[] start() {
        return start;
    }

    /** How many bytes of the beginning are known. */
    int length() {
        return length;
    }

    /** Whether no more than this of the beginning can be known: it is all there is, or there is no room for more. */
    boolean isWhole() {
        return ended || length == MOST;
    }

    /** Waits for more of the beginning. */
    void peek() throws IOException {
        if (length == start.length) {
            start = Arrays.copyOf(start, Math.min(2 * length, MOST));
        }
        ByteBuffer room = ByteBuffer.wrap(start, length, start.length - length);
        int read = channel.read(room);
        ended = read < 0;
        length += Math.max(0, read);
    }

    /** Leaves out so many bytes at the beginning. */
    void skip(int bytes) {
        given += bytes;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (given == length) {
            return ended ? -1 : channel.read(target);
        }
        int count = Math.min(target.remaining(), length - given);
        target.put(start, given, count);
        given += count;
        return count;
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
