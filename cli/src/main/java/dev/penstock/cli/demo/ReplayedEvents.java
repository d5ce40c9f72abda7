// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import dev.penstock.event.config.Causes;
import dev.penstock.event.config.CommandException;
import dev.penstock.producer.EventSource;
import dev.penstock.producer.Pacing;
import dev.penstock.producer.Replay;
import dev.penstock.producer.ReplayOptions;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The lines of a file. */
final class ReplayedEvents implements DemoEvents {

    private final String name;
    private final long bytes;
    private final CountingChannel channel;
    private final ReplayOptions options;
    private final Pacing pacing;

    private static final class CountingChannel implements ReadableByteChannel {
        private final ReadableByteChannel channel;
        private volatile long read;

        CountingChannel(ReadableByteChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read(ByteBuffer buffer) throws IOException {
            int length = channel.read(buffer);
            read += Math.max(0, length);
            return length;
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

    /** @throws CommandException if the file can't be opened */
    ReplayedEvents(Path file, ReplayOptions options, Pacing pacing) {
        this.options = options;
        this.pacing = pacing;
        name = String.valueOf(file.getFileName());
        try {
            if (Files.isDirectory(file)) {
                throw new FileSystemException(file.toString(), null, "it is a folder");
            }
            bytes = Files.size(file);
            channel = new CountingChannel(Files.newByteChannel(file));
        } catch (IOException e) {
            throw new CommandException("--input " + file + " can't be read: " + Causes.ofFile(e), e);
        }
    }

    @Override
    public EventSource source() {
        return new Replay(channel, options);
    }

    @Override
    public Pacing pacing() {
        return pacing;
    }

    @Override
    public DemoInput progress(long sent, DemoInput.Stage stage) {
        return new DemoInput.Replayed(name, channel.read, bytes, sent, stage);
    }
}
