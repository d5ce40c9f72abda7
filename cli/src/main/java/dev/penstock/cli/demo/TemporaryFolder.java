// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import dev.penstock.cli.support.Causes;
import dev.penstock.cli.support.CommandException;
import org.apache.kafka.common.utils.Utils;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A new folder among the system's temporary ones, gone after {@link #close()}. */
final class TemporaryFolder implements AutoCloseable {

    static final String PREFIX = "penstock-demo-";

    private static final int ATTEMPTS = 5;

    private final Path path;

    /** @throws CommandException if it can't be made */
    TemporaryFolder() {
        try {
            path = Files.createTempDirectory(PREFIX);
        } catch (IOException e) {
            throw new CommandException("no temporary folder can be made: " + Causes.line(e), e);
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** @throws CommandException if something of it stays */
    @Override
    public void close() {
        // Where the demo is cut short, others still write to it.
        for (int attempt = 1; Files.exists(path); attempt++) {
            try {
                Utils.delete(path.toFile());
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new CommandException("folder " + path + " can't be removed: " + Causes.line(e), e);
                }
            }
        }
    }
}
