// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import dev.penstock.cli.support.CommandException;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The end of a demo, whoever brings it about first. Safe for use by many threads. */
final class DemoEnd {

    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /** A regular end when this completes. */
    void when(CompletionStage<Void> signal) {
        signal.thenAccept(end::complete);
    }

    /** A failure when this completes. */
    void whenFailed(CompletionStage<? extends RuntimeException> failure) {
        failure.thenAccept(end::completeExceptionally);
    }

    /** A regular end after this time. */
    void after(Duration duration) {
        end.completeOnTimeout(null, duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Waits until it ends or the time is over, and says which.
     *
     * @throws CommandException if it ended by a failure
     */
    boolean within(Duration time) {
        try {
            end.get(time.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException goesOn) {
            return false;
        } catch (ExecutionException e) {
            throw new CommandException(e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        }
    }
}
