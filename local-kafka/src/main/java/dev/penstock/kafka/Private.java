// SPDX-License-Identifier: Apache-2.0
package dev.penstock.kafka;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that nobody but their owner may look into, where the file system knows of owners. */
final class Private {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private Private() {}

    static void folder(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (POSIX) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** What is written is never there for others, not for a moment. */
    static void write(Path file, String text) throws IOException {
        if (Files.notExists(file)) {
            Files.createFile(file);
        }
        only(file);
        Files.writeString(file, text);
    }

    static void only(Path file) throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }
}
