// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.command;

import dev.penstock.producer.Main;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@link Main} in a process of its own, for what only a process has: standard input and signals. */
final class MainProcess implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 60;

    private final Process process;
    private final Path err;

    private MainProcess(Process process, Path err) {
        this.process = process;
        this.err = err;
    }

    static MainProcess start(Path folder, String... arguments) throws IOException {
        return start(folder, "-Duser.language=en", arguments);
    }

    /** @param javaOption of the Java VM */
    static MainProcess start(Path folder, String javaOption, String[] arguments) throws IOException {
        Path err = Files.createTempFile(folder, "produce", ".err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                javaOption,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectOutput(Files.createTempFile(folder, "produce", ".out").toFile())
                .redirectError(err.toFile())
                .start();
        return new MainProcess(process, err);
    }

    void write(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /** SIGTERM, and unlike {@link Process#destroy()} nothing else: standard input stays open. */
    void terminate() {
        process.toHandle().destroy();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running; it said: " + err());
        }
        return process.exitValue();
    }

    String err() {
        try {
            return Files.readString(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
