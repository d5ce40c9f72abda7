// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.command;

import dev.penstock.store.app.StoreApp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Supplier;

/**
 * One run from the command line, until a signal or until it fails. As with {@code streams}, the hook that a signal runs
 * halts the process with the exit code that is true.
 */
final class StoreRun {

    private static final Logger LOG = LoggerFactory.getLogger(StoreRun.class);
    private static final int STOPPED = 0;
    private static final int FAILED = 1;

    private final Supplier<StoreApp> starter;
    private StoreApp app; // guarded by this; null before there is one

    StoreRun(Supplier<StoreApp> starter) {
        this.starter = starter;
    }

    /**
     * Returns only if the run fails by itself, and then by an exception.
     *
     * @throws dev.penstock.cli.support.CommandException why it ended
     */
    void run() {
        var onSignal = new Thread(this::stopAndHalt, "penstock-stop");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try (StoreApp running = starter.get()) {
            started(running);
            try (var log = new StoreProgressLog(running::progress)) {
                log.start();
                throw running.failure().toCompletableFuture().join();
            }
        } finally {
            removeHook(onSignal);
        }
    }

    private synchronized void started(StoreApp running) {
        app = running;
    }

    private synchronized void stopAndHalt() {
        boolean stopped = app == null || app.stop(StoreApp.STOP_WITHIN);
        if (stopped) {
            LOG.info("stopped");
        } else {
            LOG.error(
                    "not stopped within {} s; what is not in the stores yet is written after the next start",
                    StoreApp.STOP_WITHIN.toSeconds());
        }
        Runtime.getRuntime().halt(stopped ? STOPPED : FAILED);
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
