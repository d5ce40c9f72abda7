// SPDX-License-Identifier: Apache-2.0
package dev.penstock.kafka;

import dev.penstock.kafka.tool.KafkaToolCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The commands as a user runs them: below a parent command, in a process of their own. */
public final class Penstock implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 60;

    private static final int SIGINT = 2;

    private final Process process;
    private final Path out;
    private final Path err;

    @Command(
            name = "penstock",
            subcommands = {BrokerCommand.class, KafkaToolCommand.class})
    static final class Root {}

    public record Result(int exitCode, String out, String err) {}

    private Penstock(Path folder, List<String> arguments) throws IOException {
        out = Files.createTempFile(folder, "penstock", ".out");
        err = Files.createTempFile(folder, "penstock", ".err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Penstock.class.getName()));
        command.addAll(arguments);
        process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new Root()).execute(args));
    }

    /** @param folder for its output and its temporary files */
    static Penstock start(Path folder, String... arguments) throws IOException {
        return new Penstock(folder, List.of(arguments));
    }

    public static Result run(Path folder, String... arguments) throws IOException, InterruptedException {
        try (Penstock penstock = start(folder, arguments)) {
            return penstock.await();
        }
    }

    /**
     * Whether this process, and so those that it starts, can't be interrupted from the keyboard: a shell makes what a
     * script starts in the background ignore SIGINT. Known on Linux alone.
     */
    static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> Long.parseUnsignedLong(
                        line.substring("SigIgn:".length()).strip(), 16))
                .anyMatch(mask -> (mask >> SIGINT - 1 & 1) == 1);
    }

    String err() {
        return read(err);
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    Result await() throws InterruptedException {
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running; it said: " + err());
        }
        return new Result(process.exitValue(), read(out), read(err));
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
