// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import dev.penstock.cli.demo.state.DemoInput;
import dev.penstock.cli.sample.SampleCheck;
import dev.penstock.cli.support.Causes;
import dev.penstock.cli.support.CommandException;
import dev.penstock.producer.input.EventReader;
import dev.penstock.producer.input.EventText;
import dev.penstock.producer.replay.Replay;
import dev.penstock.producer.replay.ReplayOptions;
import dev.penstock.producer.send.EventSource;
import dev.penstock.producer.send.Pacing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The events of a file. */
final class ReplayedEvents implements DemoEvents {

    /** Enough to see what is wrong; the rest is sent without a second look. */
    private static final int MOST_CHECKED = 100_000;

    private static final int ENOUGH = 1000;

    private final String name;
    private final long bytes;
    private final CountingChannel channel;
    private final EventReader reader;
    private final ReplayOptions options;
    private final Pacing pacing;
    private final SampleCheck check;

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

    /**
     * @param check is shown the events as they are sent
     * @throws CommandException if the file can't be read, or holds something else
     */
    ReplayedEvents(Path file, ReplayOptions options, Pacing pacing, SampleCheck check) {
        this.check = check;
        this.options = options;
        this.pacing = pacing;
        name = String.valueOf(file.getFileName());
        String input = "--input " + file;
        channel = new CountingChannel(EventReader.openFile(file, input));
        reader = EventReader.ofFile(channel, input, options.maxLineBytes());
        try {
            bytes = Files.size(file);
            reader.recognise();
        } catch (IOException e) {
            throw new CommandException(input + " can't be read: " + Causes.ofFile(e), e);
        }
    }

    @Override
    public EventSource source() {
        return new Replay(reader.watchedBy(this::look), options, malformed -> {}).lookingInto(check::event);
    }

    private void look(EventText event) {
        if (check.all() < MOST_CHECKED) {
            check.add(event);
        }
    }

    @Override
    public Pacing pacing() {
        return pacing;
    }

    @Override
    public DemoInput progress(long sent, DemoInput.Stage stage) {
        // The first few events may lack what later ones have.
        boolean seenEnough = stage != DemoInput.Stage.SENDING || check.all() >= ENOUGH;
        return new DemoInput.Replayed(
                name, channel.read, bytes, sent, stage, seenEnough ? check.findings() : List.of());
    }
}
