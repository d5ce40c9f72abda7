// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.chaos;

import dev.penstock.streams.Main;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A streams app in a process of its own, which can be killed and started again on the same state folder. */
final class Instance implements AutoCloseable {

    private final Path folder;
    private final List<String> arguments;
    private Process process;

    Instance(Path folder, List<String> arguments) {
        this.folder = folder;
        this.arguments = arguments;
    }

    void start() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(arguments);
        command.addAll(List.of(
                "--http-port", "0", "--state-dir", folder.resolve("state").toString()));
        try {
            Files.createDirectories(folder);
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("an instance can't be started", e);
        }
    }

    /** SIGKILL; returns when it is gone. */
    void kill() {
        end(process.destroyForcibly());
    }

    /** SIGTERM; returns when it is gone. */
    void stop() {
        process.toHandle().destroy();
        end(process);
    }

    boolean isRunning() {
        return process != null && process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** What it has printed in all its lives. */
    String output() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log() {
        return folder.resolve("log");
    }

    private static void end(Process process) {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        if (isRunning()) {
            kill();
        }
    }
}
