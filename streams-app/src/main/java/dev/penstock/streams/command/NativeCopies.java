// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.command;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The copies of native libraries that RocksDB and LZ4 make in the folder for temporary files, each time a process loads
 * them: 15 MB. They are meant to go when the JVM exits, which a process that is killed or halts does not. Linux needs them
 * no longer once they are loaded; elsewhere they stay.
 */
final class NativeCopies {

    private static final Logger LOG = LoggerFactory.getLogger(NativeCopies.class);
    private static final Path MAPPED_FILES = Path.of("/proc/self/maps");
    private static final Pattern LIBRARY = Pattern.compile("lib(rocksdbjni|lz4-java)[^/]*\\.so");

    /** By which the loader of LZ4 tells a copy that is in use. */
    private static final String LOCK = ".lck";

    private NativeCopies() {}

    /** Deletes those that this process has loaded. */
    static void delete() {
        if (!Files.isReadable(MAPPED_FILES)) {
            return;
        }
        try {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
            for (Path file : mapped()) {
                if (temporary.equals(file.getParent())
                        && LIBRARY.matcher(file.getFileName().toString()).matches()) {
                    Files.deleteIfExists(file);
                    Files.deleteIfExists(file.resolveSibling(file.getFileName() + LOCK));
                }
            }
        } catch (IOException e) {
            LOG.debug("copies of native libraries stay in the folder for temporary files", e);
        }
    }

    private static Set<Path> mapped() throws IOException {
        try (var lines = Files.lines(MAPPED_FILES)) {
            return lines.filter(line -> line.indexOf('/') >= 0)
                    .map(line -> Path.of(line.substring(line.indexOf('/'))))
                    .collect(Collectors.toSet());
        }
    }
}
