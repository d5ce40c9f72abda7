// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.command;

import dev.penstock.cli.support.CommandException;
import dev.penstock.streams.app.StreamsApp;
import org.rocksdb.RocksDB;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Supplier;

/**
 * One run from the command line, until a signal or until it fails.
 *
 * <p>A JVM that a signal ends exits with 130 or 143 whatever its shutdown hooks do, and a supervisor takes that for a
 * crash. So the hook, which every ordinary signal runs (a closed terminal's too), stops the application and then halts
 * the process with the exit code that is true. Halting skips other hooks; of what they would do {@link NativeCopies}
 * matters.
 */
final class StreamsRun {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsRun.class);
    private static final int STOPPED = 0;
    private static final int FAILED = 1;

    private final Supplier<StreamsApp> starter;
    private StreamsApp app; // guarded by this; null before there is one

    /** @param starter makes the application; it may take its time and fail */
    StreamsRun(Supplier<StreamsApp> starter) {
        this.starter = starter;
    }

    /**
     * Returns only if the run fails by itself, and then by an exception.
     *
     * @throws CommandException why it ended
     */
    void run() {
        var onSignal = new Thread(this::stopAndHalt, "penstock-stop");
        Runtime.getRuntime().addShutdownHook(onSignal);
        Thread.setDefaultUncaughtExceptionHandler(StreamsRun::tellOfDeath);
        RocksDB.loadLibrary();
        NativeCopies.delete();
        try (StreamsApp running = starter.get()) {
            started(running);
            running.start();
            try (var log = new ProgressLog(running::progress, new OutageLog(running::sinceContact))) {
                log.start();
                throw running.failure().toCompletableFuture().join();
            }
        } finally {
            removeHook(onSignal);
        }
    }

    /** Whether nothing of the application runs any more, so that what was opened for it may be closed. */
    synchronized boolean isOver() {
        return app == null || app.hasEnded();
    }

    private synchronized void started(StreamsApp running) {
        app = running;
    }

    private synchronized void stopAndHalt() {
        boolean stopped = app == null || app.stop(StreamsApp.STOP_WITHIN);
        if (!stopped) {
            LOG.error(
                    "not stopped within {} s; what was not committed is done again at the next start",
                    StreamsApp.STOP_WITHIN.toSeconds());
        }
        NativeCopies.delete();
        Runtime.getRuntime().halt(stopped ? STOPPED : FAILED);
    }

    /** Java would print it past the log. Of stream threads {@link ThreadDeaths} tells. */
    private static void tellOfDeath(Thread thread, Throwable thrown) {
        if (!thread.getName().contains("-StreamThread-")) {
            LOG.error("thread {} died", thread.getName(), thrown);
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // Then the hook ends the process.
            return;
        }
    }
}
