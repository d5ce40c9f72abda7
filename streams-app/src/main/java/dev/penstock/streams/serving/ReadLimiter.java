// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

import dev.penstock.streams.http.problem.Problem;
import dev.penstock.streams.http.problem.Problem.Kind;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets few reads run at the same time, whoever asked for them: as many look-ups as there are processors, half as many
 * scans. So queries, however many there are, take no more than their share from the threads that process. Safe for use
 * by many threads.
 */
final class ReadLimiter {

    private static final Duration LONGEST_WAIT_OF_A_LOOKUP = Duration.ofSeconds(1);

    private final Semaphore lookups;
    private final Semaphore scans;

    ReadLimiter(int processors) {
        // Without an order: a look-up is over before a thread that waits its turn is awake.
        this.lookups = new Semaphore(Math.max(2, processors));
        this.scans = new Semaphore(Math.max(1, processors / 2), true);
    }

    /** @throws dev.penstock.streams.http.problem.ProblemException if it would have to wait for more than a second */
    <T> T lookup(Deadline deadline, Supplier<T> read) {
        Duration left = deadline.left();
        return inTurn(lookups, left.compareTo(LONGEST_WAIT_OF_A_LOOKUP) < 0 ? left : LONGEST_WAIT_OF_A_LOOKUP, read);
    }

    /** Empty if it would have to wait. */
    <T> Optional<T> lookup(Supplier<T> read) {
        if (!lookups.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(read.get());
        } finally {
            lookups.release();
        }
    }

    /**
     * Of a request that reads several partitions each is a scan, and they wait for each other: so one may wait for half
     * of the time that there is.
     *
     * @throws dev.penstock.streams.http.problem.ProblemException if it would have to wait for longer
     */
    <T> T scan(Deadline deadline, Supplier<T> read) {
        return inTurn(scans, deadline.half().left(), read);
    }

    private static <T> T inTurn(Semaphore limiter, Duration patience, Supplier<T> read) {
        try {
            if (!limiter.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw Problem.of(Kind.BUSY, "the stores are being read, and this would have to wait for too long")
                        .exception();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.of(Kind.NOT_RUNNING, "this instance is being stopped").exception();
        }
        try {
            return read.get();
        } finally {
            limiter.release();
        }
    }
}
