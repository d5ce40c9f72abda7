// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import dev.penstock.cli.support.Causes;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waiting, for a time, for something to come about, and for what another thread works out. */
public final class Waiting {

    private Waiting() {}

    /** @throws BenchException if interrupted */
    public static void millis(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw BenchException.interrupted(e);
        }
    }

    /**
     * Looks every so often whether something has come about.
     *
     * @return whether it has, within that time
     */
    public static boolean until(BooleanSupplier condition, Duration within, int everyMillis) {
        long deadline = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            millis(everyMillis);
        }
        return true;
    }

    /**
     * What comes of a task.
     *
     * @param what works at it, for messages
     * @throws BenchException if it failed
     */
    public static <T> T result(Future<T> task, String what) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new BenchException(what + ": " + Causes.line(e), e);
        } catch (InterruptedException e) {
            throw BenchException.interrupted(e);
        }
    }
}
