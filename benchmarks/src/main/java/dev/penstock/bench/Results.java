// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.report.Machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the results file holds.
 *
 * @param benchmark the command
 * @param date ISO-8601
 */
public record Results(String benchmark, String date, Machine machine, Setup setup, List<MatchResult> matches) {

    public Results {
        matches = List.copyOf(matches);
    }

    /** As JSON; folders that are missing are made. */
    void write(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Json.PRETTY.writeValue(file.toFile(), this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
