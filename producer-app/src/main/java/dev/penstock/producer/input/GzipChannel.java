// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.input;

import dev.penstock.cli.support.Causes;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;

/**
 * What is packed with gzip, all members of it. The JDK's own reader takes what follows a member for its end where that
 * is damaged, or where it comes through a pipe.
 */
final class GzipChannel implements ReadableByteChannel {

    private static final int READ_SIZE = 1 << 16;

    private final ReadableByteChannel packed;
    private final InputStream unpacked;

    GzipChannel(ReadableByteChannel packed) throws IOException {
        this.packed = packed;
        try {
            unpacked = GzipCompressorInputStream.builder()
                    .setInputStream(new BufferedInputStream(Channels.newInputStream(packed), READ_SIZE))
                    .setDecompressConcatenated(true)
                    .get();
        } catch (IOException e) {
            throw told(e);
        }
    }

    /** @param target with an array */
    @Override
    public int read(ByteBuffer target) throws IOException {
        try {
            int read = unpacked.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
            target.position(target.position() + Math.max(0, read));
            return read;
        } catch (IOException e) {
            throw told(e);
        }
    }

    private static IOException told(IOException e) {
        return e instanceof ClosedChannelException
                ? e
                : new IOException("the gzip data is damaged or cut off (" + Causes.line(e) + ")");
    }

    @Override
    public boolean isOpen() {
        return packed.isOpen();
    }

    /** Ends a read that waits; what unpacks is left to the garbage collector, as a read may be in the middle of it. */
    @Override
    public void close() throws IOException {
        packed.close();
    }
}
