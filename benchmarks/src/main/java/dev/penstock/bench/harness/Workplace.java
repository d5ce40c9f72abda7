// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import org.apache.kafka.common.utils.Utils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folder and the child processes of a benchmark. Neither outlives it: {@link #close()} ends them all, and so does the
 * end of this process, Ctrl-C included. Safe for use by many threads.
 */
public final class Workplace implements AutoCloseable {

    private final Path folder;
    private final Set<Child> children = ConcurrentHashMap.newKeySet();
    private final Thread onExit = new Thread(this::cleanUp, "bench-clean-up");
    private volatile boolean closed;

    private Workplace(Path folder) {
        this.folder = folder;
    }

    public static Workplace open() {
        try {
            var place = new Workplace(Files.createTempDirectory("penstock-bench-"));
            Runtime.getRuntime().addShutdownHook(place.onExit);
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path folder() {
        return folder;
    }

    public boolean isClosed() {
        return closed;
    }

    /**
     * A new folder in it.
     *
     * @throws BenchException if the program is being ended
     */
    public synchronized Path newFolder(String name) {
        requireOpen();
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws BenchException if the program is being ended */
    public synchronized Child start(ProcessCommand command) {
        requireOpen();
        var child = Child.start(command, folder);
        children.add(child);
        return child;
    }

    /** @throws BenchException if the program is being ended */
    public void requireOpen() {
        if (closed) {
            throw new BenchException("ended before it was done");
        }
    }

    /**
     * Does some work in it.
     *
     * @throws BenchException if the work fails because the program is being ended: what fails once the processes are gone
     *     is no news
     */
    public void unlessEnded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            throw closed ? new BenchException("ended before it was done", e) : e;
        }
    }

    public void end(Child child) {
        child.close();
        children.remove(child);
    }

    @Override
    public void close() {
        cleanUp();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException alreadyEnding) {
            // Then the hook does the same again and finds nothing left.
            return;
        }
    }

    private synchronized void cleanUp() {
        closed = true;
        children.forEach(Child::close);
        children.clear();
        delete(folder);
    }

    public static void delete(Path folder) {
        try {
            Utils.delete(folder.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
