// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process that this one started. Its standard input stays open for as long as it may live; its standard error goes to a
 * file.
 */
public final class Child implements AutoCloseable {

    private static final int END_WITHIN_SECONDS = 20;
    private static final int LAST_LINES = 20;

    private final String name;
    private final Process process;
    private final Path log;

    /** Empty: the end. */
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    static Child start(ProcessCommand command, Path folder) {
        Path log = folder.resolve(command.name() + ".log");
        try {
            Process process = new ProcessBuilder(command.line(folder.toString()))
                    .redirectError(log.toFile())
                    .start();
            var child = new Child(command.name(), process, log);
            var reader = new Thread(child::readLines, "output-of-" + command.name());
            reader.setDaemon(true);
            reader.start();
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The next line of its output.
     *
     * @throws BenchException if there is none: it ended, or nothing came for so long
     */
    public String nextLine(Duration patience) {
        try {
            Optional<String> line = lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                throw stalled(patience);
            }
            return line.orElseThrow(() -> new BenchException(name + " ended without a result" + lastWords()));
        } catch (InterruptedException e) {
            throw BenchException.interrupted(e);
        }
    }

    /** The newest of the lines that it has written since the last that was asked for; waits for one if there is none. */
    public String newestLine(Duration patience) {
        String line = nextLine(patience);
        while (!lines.isEmpty()) {
            line = nextLine(patience);
        }
        return line;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** CPU time of all its threads so far; 0 if the system does not tell. */
    public long cpuNanos() {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    /** The most memory of it that was resident at any moment so far, or {@link ProcessFigures#UNKNOWN}. */
    public long peakResidentBytes() {
        return ProcessFigures.peakResidentBytes(process.pid());
    }

    /** Ends it on the spot, as a crash would (SIGKILL). */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw BenchException.interrupted(e);
        }
    }

    /** @return what to throw when it does not get on */
    public BenchException stalled(Duration patience) {
        return new BenchException(name + " has not got on for " + patience.toSeconds() + " s" + lastWords());
    }

    /** What it wrote last to standard error, behind a line break; empty if nothing. */
    public String lastWords() {
        try {
            List<String> all = Files.readAllLines(log);
            List<String> last = all.subList(Math.max(0, all.size() - LAST_LINES), all.size());
            return last.isEmpty() ? "" : "\n    " + String.join("\n    ", last);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readLines() {
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(Optional.of(line));
            }
        } catch (IOException closed) {
            lines.add(Optional.empty());
            return;
        }
        lines.add(Optional.empty());
    }

    /** Lets it end in its own way by closing its standard input, and by force if it doesn't. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
