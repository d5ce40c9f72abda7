// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.state;

import dev.penstock.cli.support.CommandException;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The folder that an instance keeps its state in.
 *
 * <p>Where several instances are given the same one, containers that share a volume, each takes a folder in it that is
 * locked for as long as its process lives, however it ends. Whoever starts next goes on with the state that lies there,
 * and with the process id by which Kafka Streams gives it the tasks of that state back. A folder by the name of the
 * container would not do: a container that is made anew has another one, and what the former had would lie there unused.
 */
public final class StateFolder implements Closeable {

    private static final String LOCK = "penstock.lock";

    private final Path path;
    private final Closeable lock;

    private StateFolder(Path path, Closeable lock) {
        this.path = path;
        this.lock = lock;
    }

    /** A folder that nobody else was given. */
    public static StateFolder alone(Path path) {
        return new StateFolder(path, () -> {});
    }

    /**
     * The first one in a folder that no other instance has.
     *
     * @param shared made if it is missing; on a disk of this machine, for locks of others can't be relied on
     * @throws CommandException if it can't be written to
     */
    public static StateFolder among(Path shared) {
        try {
            for (int number = 1; ; number++) {
                Path path = Files.createDirectories(shared.resolve("instance-" + number));
                Optional<FileChannel> lock = lock(path.resolve(LOCK));
                if (lock.isPresent()) {
                    return new StateFolder(path, lock.get());
                }
            }
        } catch (IOException e) {
            throw new CommandException("no folder for the state can be taken in " + shared + ": " + e, e);
        }
    }

    public Path path() {
        return path;
    }

    /** Gives it back. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new CommandException("the folder " + path + " can't be given back: " + e, e);
        }
    }

    /** A channel that holds the lock until it is closed; nothing if somebody else holds it. */
    private static Optional<FileChannel> lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isLocked(channel)) {
            return Optional.of(channel);
        }
        channel.close();
        return Optional.empty();
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            return false;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
