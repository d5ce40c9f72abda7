// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.parquet;

import dev.penstock.cli.support.Causes;
import dev.penstock.store.app.StoreException;
import dev.penstock.store.app.StoreException.Kind;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** What is asked of a file system, and lasts when it returns. */
final class Disk {

    /** With less than this a disk is full. */
    static final long LEAST_ROOM = 1 << 20;

    private Disk() {}

    /** Makes a folder, and those above it. */
    static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path above = folder.toAbsolutePath().getParent();
        createFolder(above);
        Files.createDirectories(folder);
        sync(above);
    }

    /** Gives a file or folder another place on the same disk, at once, also where another file is. */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Makes the names in a folder last. */
    static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** What is in a folder; nothing if there is none. */
    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    /** Removes a file, or a folder with all that is in it. Somebody else may do so at the same time. */
    static void delete(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            for (Path inside : list(path)) {
                delete(inside);
            }
        }
        Files.deleteIfExists(path);
    }

    /** How many bytes can still be written. */
    static long room(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /** Why rows can't be written. */
    static StoreException failure(Path folder, IOException why) {
        return new StoreException(kind(folder, why), folder + ": " + Causes.line(why), why);
    }

    private static Kind kind(Path folder, IOException why) {
        if (why instanceof AccessDeniedException) {
            return Kind.DENIED;
        }
        String message = String.valueOf(why.getMessage());
        if (message.contains("Read-only file system")) {
            return Kind.READ_ONLY;
        }
        try {
            return message.contains("No space left") || message.contains("quota") || room(folder) < LEAST_ROOM
                    ? Kind.FULL
                    : Kind.OTHER;
        } catch (IOException gone) {
            return Kind.OTHER;
        }
    }
}
