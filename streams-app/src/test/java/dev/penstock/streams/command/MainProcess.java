// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.command;

import dev.penstock.streams.Main;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** {@link Main} in a process of its own, for what only a process has: an exit code, signals and its standard error. */
public final class MainProcess implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 60;

    /** Of what Kafka's libraries do; the launcher says the same to it. */
    private static final int FIRST_JAVA_THAT_WARNS = 24;

    private final Process process;
    private final Path err;

    private MainProcess(Process process, Path err) {
        this.process = process;
        this.err = err;
    }

    public static MainProcess start(Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        return start(Main.class, folder, environment, arguments);
    }

    /** @param main in place of {@link Main} */
    public static MainProcess start(Class<?> main, Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        Path err = Files.createTempFile(folder, "streams", ".err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        if (Runtime.version().feature() >= FIRST_JAVA_THAT_WARNS) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(Files.createTempFile(folder, "streams", ".out").toFile())
                .redirectError(err.toFile());
        builder.environment().put("PENSTOCK_HTTP_PORT", "0");
        builder.environment().putAll(environment);
        return new MainProcess(builder.start(), err);
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
    }

    public void awaitErr(String part) {
        await().atMost(Duration.ofSeconds(TIMEOUT_SECONDS))
                .failFast(() -> assertThat(process.isAlive()).as(err()).isTrue())
                .untilAsserted(() -> assertThat(err()).contains(part));
    }

    public int exitCode() throws InterruptedException {
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running; it said: " + err());
        }
        return process.exitValue();
    }

    public String err() {
        try {
            return Files.readString(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
