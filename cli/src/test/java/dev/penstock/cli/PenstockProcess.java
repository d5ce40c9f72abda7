// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The penstock command in a process of its own, as a user runs it. */
final class PenstockProcess implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 120;

    /** The bit of signal 2. */
    private static final long SIGINT = 1 << 1;

    private final Process process;
    private final Path out;
    private final Path err;

    /** What a command left when it ended. */
    record Result(int exitCode, String out, String err) {}

    private PenstockProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** @param folder for its output, and the folder that it runs in */
    static PenstockProcess start(Path folder, String... arguments) throws IOException {
        return start(folder, List.of(), arguments);
    }

    /** @param javaOptions of the Java VM */
    static PenstockProcess start(Path folder, List<String> javaOptions, String... arguments) throws IOException {
        Path out = Files.createTempFile(folder, "penstock", ".out");
        Path err = Files.createTempFile(folder, "penstock", ".err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + Files.createDirectories(temporaryFolder(folder))));
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Penstock.class.getName()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new PenstockProcess(process, out, err);
    }

    /** What commands that ran in this folder left among the temporary files. */
    static List<Path> temporaryFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(temporaryFolder(folder))) {
            return files.toList();
        }
    }

    private static Path temporaryFolder(Path folder) {
        return folder.resolve("tmp");
    }

    static Result run(Path folder, String... arguments) throws IOException {
        try (var process = start(folder, arguments)) {
            return process.await();
        }
    }

    /** SIGTERM. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** What Ctrl-C sends, or SIGTERM where this build runs in the background and what it starts is deaf to that. */
    void interrupt() throws IOException, InterruptedException {
        String signal = ignoresInterrupts() ? "-TERM" : "-INT";
        new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    private boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (Files.notExists(status)) {
            return false;
        }
        String ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow();
        return (Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).strip(), 16) & SIGINT) != 0;
    }

    /** The processes that it has started, and that these have. */
    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    Result await() {
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("still running; it said: " + err());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return new Result(process.exitValue(), read(out), err());
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
