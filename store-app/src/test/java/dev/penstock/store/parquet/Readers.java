// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Programs that read Parquet files, each in a process of Python. Tests that need them are skipped where they are missing. */
final class Readers {

    private Readers() {}

    /** @param command {@code show} or {@code watch} */
    static Process start(String command, String reader, Path table, Path folder) {
        assumeTrue(
                Files.isExecutable(python()),
                "DuckDB, polars and pandas are not installed: scripts/install-readers installs them");
        try (var script = Readers.class.getResourceAsStream("readers.py")) {
            Path file = folder.resolve("readers.py");
            if (!Files.exists(file)) {
                Files.write(file, script.readAllBytes());
            }
            return new ProcessBuilder(python().toString(), file.toString(), command, reader, table.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path python() {
        String named = System.getenv("PENSTOCK_READERS");
        return named == null ? Path.of("../target/readers/bin/python").toAbsolutePath() : Path.of(named);
    }

    /** What it prints until it ends. */
    static String output(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
