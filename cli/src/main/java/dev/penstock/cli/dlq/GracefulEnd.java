// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.dlq;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Sees a task through when Ctrl-C or SIGTERM comes, instead of leaving off in the middle. */
final class GracefulEnd {

    private static final int PATIENCE_SECONDS = 30;

    private GracefulEnd() {}

    /**
     * Runs a task in this thread.
     *
     * @param stop asks the task to end soon; called at a signal, which then waits until the task has ended
     */
    static void during(Runnable task, Runnable stop) {
        var ended = new CountDownLatch(1);
        var hook = new Thread(
                () -> {
                    stop.run();
                    await(ended);
                },
                "graceful-end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            task.run();
        } finally {
            ended.countDown();
            remove(hook);
        }
    }

    private static void await(CountDownLatch ended) {
        try {
            ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // Then the hook is what ended the task.
            return;
        }
    }
}
