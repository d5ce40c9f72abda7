// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.input;

import dev.penstock.cli.support.Causes;
import dev.penstock.cli.support.CommandException;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the texts of events out of JSON lines, JSON over several lines and JSON arrays, also where they are packed with
 * gzip; tells by the first bytes which it is, and what it is if it is something else. Looks into no event. Memory is
 * bounded whatever the input. Used by one thread, but for {@link #close()}, which makes a read that waits return.
 */
public final class EventReader implements AutoCloseable {

    private static final String EXPECTED =
            "; expected JSON objects in UTF-8: one per line, over several lines or in an array, plain or in gzip";

    private static final String STANDARD_INPUT = "-";

    /** Gzip in gzip happens; more of it is no accident. */
    private static final int MOST_LAYERS = 2;

    private final ReadableByteChannel channel;
    private final String name;
    private final boolean mayBeEmpty;
    private final int maxLength;
    private Consumer<EventText> watcher = any -> {};
    private TextReader texts;

    private EventReader(ReadableByteChannel channel, String name, boolean mayBeEmpty, int maxLength) {
        this.channel = channel;
        this.name = name;
        this.mayBeEmpty = mayBeEmpty;
        this.maxLength = maxLength;
    }

    /**
     * Reads what a command was told to read.
     *
     * @param file its path, or {@code -} for standard input, which may be empty
     * @param option by which it was told, for messages
     * @param maxLength most bytes that are kept of an event
     * @throws CommandException if it can't be opened
     */
    public static EventReader open(String file, String option, int maxLength) {
        if (file.equals(STANDARD_INPUT)) {
            // Not System.in: a channel can be closed while a thread waits for it to be written to.
            return ofPipe(new FileInputStream(FileDescriptor.in).getChannel(), "standard input", maxLength);
        }
        String name = option + " " + file;
        return ofFile(openFile(Path.of(file), name), name, maxLength);
    }

    /**
     * Opens a file.
     *
     * @param name what it is called in messages
     * @throws CommandException if that can't be done
     */
    public static ReadableByteChannel openFile(Path file, String name) {
        try {
            if (Files.isDirectory(file)) {
                throw new FileSystemException(file.toString(), null, "it is a folder");
            }
            return Files.newByteChannel(file);
        } catch (IOException e) {
            throw new CommandException(name + " can't be read: " + Causes.ofFile(e), e);
        }
    }

    /**
     * Reads a file.
     *
     * @param channel its bytes; closed with this. One that can be closed while it is read makes this one stop at once
     * @param name what the file is called in messages
     * @param maxLength most bytes that are kept of an event
     */
    public static EventReader ofFile(ReadableByteChannel channel, String name, int maxLength) {
        return new EventReader(channel, name, false, maxLength);
    }

    /** Reads what somebody sends, who may have nothing to send; otherwise as {@link #ofFile}. */
    static EventReader ofPipe(ReadableByteChannel channel, String name, int maxLength) {
        return new EventReader(channel, name, true, maxLength);
    }

    /** Has somebody else see each event too, as it is read. */
    public EventReader watchedBy(Consumer<EventText> other) {
        watcher = other;
        return this;
    }

    /**
     * Waits for the first bytes and finds out what they are; {@link #next()} does it if nobody else has.
     *
     * @throws RefusedInputException if they are no events
     */
    public void recognise() throws IOException {
        if (texts == null) {
            texts = recognise(channel, 0);
        }
    }

    /**
     * What stands where the next event should, blank lines included; empty at the end of the input, and after
     * {@link #close()}.
     *
     * @throws RefusedInputException if the input as a whole is something else
     * @throws IOException if it can't be read, or ends in the middle of a gzip file or of an array
     */
    public Optional<EventText> next() throws IOException {
        recognise();
        Optional<EventText> text = texts.next();
        text.ifPresent(watcher);
        return text;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private TextReader recognise(ReadableByteChannel raw, int layers) throws IOException {
        var peeked = new PeekedChannel(raw);
        Optional<Guess> guess = Guess.of(peeked.start(), 0, false);
        try {
            while (guess.isEmpty()) {
                peeked.peek();
                guess = Guess.of(peeked.start(), peeked.length(), peeked.isWhole());
            }
        } catch (ClosedChannelException closedToStop) {
            return Optional::empty;
        }
        Guess found = guess.get();
        if (found instanceof Guess.Gzip && layers < MOST_LAYERS) {
            return recognise(new GzipChannel(peeked), layers + 1);
        }
        if (found instanceof Guess.Lines lines) {
            peeked.skip(lines.skip());
            return new LineReader(new InputBuffer(peeked), maxLength);
        }
        if (found instanceof Guess.Values values) {
            peeked.skip(values.skip());
            return new ValueReader(new InputBuffer(peeked), maxLength);
        }
        if (found instanceof Guess.Empty) {
            if (mayBeEmpty) {
                return Optional::empty;
            }
            throw refused("empty", layers);
        }
        throw refused(found instanceof Guess.Foreign foreign ? foreign.what() : "gzip again", layers);
    }

    private RefusedInputException refused(String what, int layers) {
        return new RefusedInputException(name + " is " + (layers > 0 ? "gzip, unpacked it is " : "") + what + EXPECTED);
    }
}
